//! Elements that enter, leave and move.

use std::sync::LazyLock;

use loom::prelude::*;

pub const STYLE: &str = "
    main { margin: 0 }
    #list { margin: 0; padding: 0; list-style: none }
    #list li, #sorted li, #rows td { height: 30px }
    [l-enter=fade], [l-leave=fade] { transition: opacity 800ms linear }
    [l-leave=fade] { opacity: 0; display: block }
    @starting-style { [l-enter=fade] { opacity: 0 } }
    [l-enter=row], [l-leave=row] { transition: opacity 800ms linear }
    [l-leave=row] { opacity: 0 }
    @starting-style { [l-enter=row] { opacity: 0 } }
    [l-enter=grow] { animation: grow 800ms linear }
    [l-leave=grow] { animation: shrink 800ms linear forwards }
    [l-move=fade], [l-move=row] { animation: move 800ms linear }
    [l-leave=stuck] { animation: shrink 800ms linear paused }
    @keyframes move { from { transform: translate(var(--l-move)) } }
    @keyframes grow { from { opacity: 0 } }
    @keyframes shrink { to { opacity: 0 } }
";

static PUSHED: LazyLock<Topic<()>> = LazyLock::new(Topic::new);

#[live_component]
pub struct Transitions {
    items: Vec<u32>,
    second: bool,
    grown: bool,
    stuck: bool,
    nested: bool,
    clicks: u32,
    closed: u32,
    #[local]
    menu: bool,
}

#[live_component]
impl Transitions {
    fn mount(&mut self) {
        self.items = vec![1, 2, 3, 4];
    }

    fn connected(&mut self, cx: &mut Cx<Self>) {
        PUSHED.subscribe(cx, |page, _, ()| page.items.rotate_left(1));
    }

    /// Removes an item, or brings it back as the first.
    #[event]
    fn toggle(&mut self, id: u32) {
        match self.items.iter().position(|item| *item == id) {
            Some(at) => drop(self.items.remove(at)),
            None => self.items.insert(0, id),
        }
    }

    #[event]
    fn turn(&mut self) {
        self.items.rotate_left(1);
    }

    #[event]
    fn sorted(&mut self, sorted: Sorted<u32>) -> loom::Result<()> {
        sorted.within(&mut self.items, |item| *item)
    }

    #[event]
    fn push(&mut self) {
        PUSHED.publish(());
    }

    #[event]
    fn branch(&mut self) {
        self.second = !self.second;
    }

    #[event]
    fn grow(&mut self) {
        self.grown = !self.grown;
    }

    #[event]
    fn stick(&mut self) {
        self.stuck = !self.stuck;
    }

    #[event]
    fn nest(&mut self) {
        self.nested = !self.nested;
    }

    #[event]
    fn click(&mut self) {
        self.clicks += 1;
    }

    #[event]
    fn close(&mut self) {
        self.closed += 1;
    }

    fn render(&self) -> Html {
        html! {
            <output id="clicks">{self.clicks}</output>
            <output id="closed">{self.closed}</output>
            <button id="count" on:click=click>"Count"</button>
            <button id="toggle-1" on:click=toggle(1)>"1"</button>
            <button id="toggle-2" on:click=toggle(2)>"2"</button>
            <button id="toggle-3" on:click=toggle(3)>"3"</button>
            <button id="turn" on:click=turn>"Turn"</button>
            <button id="push" on:click=push>"Push"</button>
            <button id="branch" on:click=branch>"Branch"</button>
            <button id="grow" on:click=grow>"Grow"</button>
            <button id="stick" on:click=stick>"Stick"</button>
            <button id="nest" on:click=nest>"Nest"</button>
            <button id="menu" on:click=local({ self.menu = !self.menu; focus("inside"); })>"Menu"</button>
            <button id="open" on:click=local(show("dialog"))>"Open"</button>
            <ul id="list" on:click=click>
                for item in &self.items {
                    <li key={item} transition="fade" id={format!("item-{item}")}>
                        {item} <button id={format!("click-{item}")} on:click.stop=click>"Click"</button>
                    </li>
                }
            </ul>
            <ol id="sorted" on:sort=sorted aria-label="Sorted">
                for item in &self.items {
                    <li key={item} transition="fade" id={format!("sorted-{item}")}>{item}</li>
                }
            </ol>
            <table id="rows">
                <tbody>
                    for item in &self.items {
                        <tr key={item} transition="row"><td>"Row " {item}</td></tr>
                    }
                </tbody>
            </table>
            <section id="branches">
                if self.second {
                    <p transition="fade" id="second">"Second " <button id="inside-branch" on:click=click>"Click 2"</button></p>
                } else {
                    <p transition="fade" id="first">"First " <button id="inside-branch" on:click=click>"Click 1"</button></p>
                }
                <button id="after" on:click=click>"After"</button>
            </section>
            <section id="grown">if self.grown { <b transition="grow">"Grown"</b> }</section>
            <section id="stuck">if self.stuck { <b transition="stuck">"Stuck"</b> }</section>
            <section id="nested">if self.nested { <div transition="fade"><Inner/></div> }</section>
            <nav id="menu-items" hidden={local(!self.menu)} transition="fade"><input id="inside" aria-label="Inside"></nav>
            <dialog id="dialog" transition="fade" on:close=close>
                <form method="dialog"><button id="shut">"Close"</button></form>
            </dialog>
        }
    }
}

/// A component in something that leaves.
#[live_component]
pub struct Inner {
    count: u32,
}

#[live_component]
impl Inner {
    #[event]
    fn more(&mut self) {
        self.count += 1;
    }

    fn render(&self) -> Html {
        html! { <button id="inner" on:click=more>"Inner " {self.count}</button> }
    }
}
