//! Browser expressions: what is done without the server, and ahead of it.

use loom::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Choice, Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Tab {
    First,
    Second,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Post {
    id: u32,
    title: String,
}

#[live_component]
pub struct Browser {
    #[local]
    open: bool,
    #[local(tab)]
    #[state(default = Tab::First)]
    tab: Tab,
    #[local]
    picked: Vec<u32>,
    #[local]
    small: u8,
    #[mirror]
    stars: i32,
    #[bind]
    draft: String,
    #[bind]
    amount: i32,
    #[state(default = vec![Post { id: 1, title: "Rust".into() }, Post { id: 2, title: "Gleam".into() }, Post { id: 3, title: "Elixir".into() }])]
    posts: Vec<Post>,
    pushes: u32,
    /// The values that a handler received.
    kept: String,
    #[local(browser)]
    shade: u8,
    is_fresh: bool,
    #[bind]
    item: String,
    #[bind]
    is_urgent: bool,
    #[bind]
    #[state(default = "one".to_owned())]
    place: String,
    #[mirror]
    sending: Vec<String>,
    items: Vec<String>,
}

#[live_component]
impl Browser {
    #[event]
    fn keep(&mut self, id: u32, small: Local<u8>, Local(picked): Local<Vec<u32>>, tab: Local<Tab>) {
        self.kept = format!("{id} {} {picked:?} {:?}", *small, *tab);
    }

    /// The effect is for an element that the answer brings.
    #[event]
    fn bring(&mut self, cx: &mut Cx<Self>) {
        self.is_fresh = true;
        cx.page().focus("fresh");
    }

    #[event]
    fn add(&mut self) -> loom::Result<()> {
        if self.item == "none" {
            return Err(loom::Error::msg("no such item"));
        }
        let urgent = if std::mem::take(&mut self.is_urgent) { "!" } else { "" };
        self.items.push(format!(
            "{}{urgent} {}",
            std::mem::take(&mut self.item),
            std::mem::replace(&mut self.place, "one".to_owned())
        ));
        Ok(())
    }

    #[event]
    fn star(&mut self) -> loom::Result<()> {
        if self.stars == 2 {
            return Err(loom::Error::msg("no third star"));
        }
        self.stars += 1;
        Ok(())
    }

    #[event]
    fn reset(&mut self) {
        self.stars = 0;
    }

    #[event]
    fn ask(&mut self, cx: &mut Cx<Self>) {
        self.pushes += 1;
        cx.title(format!("Asked {}", self.pushes));
        cx.page().show("dialog").focus("yes").add_class("menu", "asked").set_attribute("menu", "title", "asked");
    }

    #[event]
    fn push(&mut self) {
        self.pushes += 1;
        self.posts.rotate_left(1);
    }

    #[event]
    fn send(&mut self) {
        self.posts.push(Post { id: 10 + self.pushes, title: std::mem::take(&mut self.draft) });
        self.pushes += 1;
    }

    fn render(&self) -> Html {
        let limit = 20;
        html! {
            <button id="menu" on:click=local(self.open = !self.open) aria-expanded={local(self.open)}>"Menu"</button>
            <ul id="list" hidden={local(!self.open)}><li>"Item"</li></ul>
            <p role="tablist">
                <button id="first" on:click=local(self.tab = Tab::First) aria-selected={local(self.tab == Tab::First)}>"First"</button>
                <button id="second" on:click=local(self.tab = Tab::Second) aria-selected={local(self.tab == Tab::Second)}>"Second"</button>
            </p>
            <p id="panel">{local(match self.tab { Tab::First => "one", Tab::Second => "two" })}</p>
            <input id="draft" bind:value={self.draft}>
            <output id="count">{local(format!("{} of {limit}", self.draft.chars().count()))}</output>
            <button id="send" disabled={local(self.draft.trim().is_empty())} on:click=send>"Send"</button>
            <input id="amount" bind:value={self.amount}>
            <output id="double">{local(self.amount.checked_mul(2).map(|double| double.to_string()).unwrap_or("too much".to_string()))}</output>
            <button id="star" on:click=(star, local(self.stars += 1))>"Star"</button>
            <button id="reset" on:click=reset>"Reset"</button>
            <output id="stars">{local(self.stars)}</output>
            <button id="grow" on:click=local(self.small += 100)>"Grow"</button>
            <output id="small">{local(self.small)}</output>
            <button id="push" on:click=push>"Push"</button>
            <button id="ask" on:click=ask>"Ask"</button>
            <button id="open" on:click=local({ self.open = true; show("dialog"); focus("yes"); })>"Open"</button>
            <button id="keep" on:click=(keep(7), local(self.small = 0))>"Keep"</button>
            <output id="kept">{&self.kept}</output>
            <button id="darker" on:click=local(self.shade += 1)>"Darker"</button>
            <output id="shade">{local(self.shade)}</output>
            <button id="bring" on:click=bring>"Bring"</button>
            if self.is_fresh { <input id="fresh" aria-label="Fresh"> }
            <form id="adding" on:submit.reset=(add, local(self.sending.push(self.item.clone())))>
                <input id="item" aria-label="Item" bind:value={self.item}>
                <input id="urgent" type="checkbox" aria-label="Urgent" bind:checked={self.is_urgent}>
                <select id="place" aria-label="Place" bind:value={self.place}><option>"one"</option><option>"two"</option></select>
                <button id="add">"Add"</button>
            </form>
            <ol id="items">
                for (at, item) in self.items.iter().enumerate() { <li key={at}>{item}</li> }
                for at in 0..3 {
                    <li key={format!("sending {at}")} class="sending" hidden={local(self.sending.get(at).is_none())}>
                        {local(self.sending.get(at).map(|item| format!("{item} …")))}
                    </li>
                }
            </ol>
            <dialog id="dialog">
                <p>{self.pushes}</p>
                <button id="no" on:click=local(close("dialog"))>"No"</button>
                <button id="yes" on:click=local({ close("dialog"); toggle_class("menu", "agreed"); })>"Yes"</button>
            </dialog>
            <ul id="posts">
                for post in &self.posts {
                    <li key={post.id} hidden={local(!post.title.to_lowercase().contains(self.draft.trim().to_lowercase().as_str()))}>
                        <b>{&post.title}</b>
                        <button on:click=local(if self.picked.contains(&post.id) { self.picked.retain(|id| *id != post.id) } else { self.picked.push(post.id) })>"Pick"</button>
                        <i class:picked={local(self.picked.contains(&post.id))}>{local(if self.picked.contains(&post.id) { "picked" } else { "" })}</i>
                    </li>
                }
            </ul>
        }
    }
}
