//! The layout, and the live components of its pages.

use loom::prelude::*;

pub const BASE: &str = "main { padding: 1rem } .tall { height: 3000px } .side { height: 100px; overflow: auto } \
                        .scroller { height: 120px; overflow: auto } .side ul { height: 600px }";

const LINKS: [(&str, &str); 16] = [
    ("/", "Home"),
    ("/list", "List"),
    ("/item/1", "One"),
    ("/item/2", "Two"),
    ("/styled", "Styled"),
    ("/note", "Note"),
    ("/unsaved", "Unsaved"),
    ("/strict", "Strict"),
    ("/closed", "Closed"),
    ("/plain", "Plain"),
    ("/json", "JSON"),
    ("/to-item", "Redirected"),
    ("/missing", "Missing"),
    ("/broken", "Broken"),
    ("/fresh", "Fresh"),
    ("/asked", "Asked"),
];

/// Header, a side bar that scrolls, and the page.
#[component]
pub fn Layout(path: &str, player: Option<loom::Mounted>, children: Html) -> Html {
    html! {
        <header>
            <nav aria-label="Site">
                for (href, name) in LINKS {
                    <a key={href} id={format!("link-{}", name.to_lowercase())} {href} aria-current={(href == path).then_some("page")}>{name}</a>
                }
            </nav>
            <p id="crumbs">
                for (href, name) in [("/", "Home"), ("/list", "List")] {
                    if href == path { <b key={href}>{name}</b> } else { <i key={href}>{name}</i> }
                }
            </p>
            <form action="/find" role="search"><input name="q" aria-label="Search"> <button>"Search"</button></form>
        </header>
        <aside class="side">
            // Documents that look the same, of which the list shows others.
            <ul id="documents">
                let first = if path == "/list" { 1 } else { 2 };
                for number in [first, first + 1] {
                    <li key={number}><details><summary>"Untitled"</summary><p>"Nothing is in it."</p></details></li>
                }
            </ul>
            <details id="menu"><summary>"Menu"</summary><p>"The menu."</p></details>
            <ul><li>"A long list"</li></ul>
        </aside>
        if let Some(player) = player { <section id="player">{player}</section> }
        {children}
    }
}

/// Counts clicks, and says how often it was mounted.
#[live_component]
pub struct Counted {
    #[prop]
    name: String,
    count: u32,
    typed: String,
}

#[live_component]
impl Counted {
    #[event]
    fn add(&mut self) {
        self.count += 1;
    }

    #[event]
    async fn add_slowly(&mut self) {
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        self.count += 100;
    }

    #[event]
    fn write(&mut self, value: Value<String>) {
        self.typed = value.0;
    }

    fn render(&self) -> Html {
        html! {
            <section aria-label={self.name.as_str()}>
                <button id="add" on:click=add>"Add"</button>
                <button id="slowly" on:click=add_slowly>"Add slowly"</button>
                <input aria-label="Write" on:input.debounce(5000)=write>
                <output class="count">{self.count}</output>
                <output class="written">{self.typed.as_str()}</output>
            </section>
        }
    }
}

/// Goes elsewhere by itself.
#[live_component]
pub struct Traveler {}

#[live_component]
impl Traveler {
    #[event]
    fn leave(&mut self, cx: &mut Cx<Self>) {
        cx.flash(Level::Info, "Gone away");
        cx.redirect("/item/3");
    }

    fn render(&self) -> Html {
        html! { <button id="leave" on:click=leave>"Leave"</button> }
    }
}

/// A note with a component in it.
#[live_component]
pub struct Note {}

#[live_component]
impl Note {
    fn render(&self) -> Html {
        html! { <p>"A note."</p> <Counted name={"nested".to_owned()}/> }
    }
}

/// Stays from page to page as a player does. Its state, and so its props, stay on the server.
#[live_component(resume = "server")]
pub struct Vault {
    #[prop]
    title: String,
    mounted: usize,
    opened: u32,
}

#[live_component]
impl Vault {
    fn mount(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.mounted = cx.state::<super::Asked>()?.mounted();
        Ok(())
    }

    #[event]
    fn open(&mut self) {
        self.opened += 1;
    }

    fn render(&self) -> Html {
        html! {
            <button id="open" on:click=open>"Open"</button>
            <output class="opened">{&self.title} " " {self.opened} " of mount " {self.mounted}</output>
        }
    }
}

/// A form that is to be saved.
#[live_component]
pub struct Sheet {
    saved: String,
}

#[live_component]
impl Sheet {
    #[event]
    fn save(&mut self, form: Form<Vec<(String, String)>>) {
        self.saved = form.0.into_iter().map(|(_, value)| value).collect();
    }

    fn render(&self) -> Html {
        html! {
            <form on:submit=save l-guard="Leave without saving?">
                <input name="text" aria-label="Text">
                <button id="save">"Save"</button>
            </form>
            <output>{self.saved.as_str()}</output>
        }
    }
}

/// Plays on from page to page.
#[live_component]
pub struct Player {
    #[prop]
    title: String,
    mounted: usize,
    played: u32,
    #[url]
    volume: u32,
}

#[live_component]
impl Player {
    fn mount(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.mounted = cx.state::<super::Asked>()?.mounted();
        Ok(())
    }

    #[event]
    fn play(&mut self) {
        self.played += 1;
    }

    #[event]
    fn louder(&mut self) {
        self.volume += 1;
    }

    fn render(&self) -> Html {
        html! {
            <button id="play" on:click=play>"Play"</button>
            <input aria-label="Volume">
            <button id="louder" on:click=louder>"Louder"</button>
            <output class="volume">{self.volume}</output>
            <a id="loudest" href={self.url().volume(11)}>"Loudest"</a>
            <output class="playing">{&self.title} " " {self.played} " of mount " {self.mounted}</output>
        }
    }
}
