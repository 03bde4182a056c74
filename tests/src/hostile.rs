//! The targets of attacks: components that hold something, or break in some way of their own.
#![allow(missing_docs, reason = "each is read where it is tested")]

use std::{
    borrow::Cow,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use axum::{Router, extract::Path, routing::get};
use loom::{BindError, BindInput, BindValue, prelude::*};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub fn routes() -> Router<Loom> {
    Router::new()
        .route("/hostile/{page}", get(page))
        .route("/hostile/to/{target}", get(to))
        .route("/hostile/shown/{text}", get(shown))
        .route("/hostile/sealed/{word}", get(sealed))
        .route("/hostile/shout/{text}", get(shout))
}

async fn page(Path(page): Path<String>, live: Live) -> loom::Result<Page> {
    let mounted = match page.as_str() {
        "vault" => live.mount(Vault::props()).await?,
        "nested" => live.mount(Outer::props()).await?,
        "wardrobe" => live.mount(Wardrobe::props()).await?,
        "dressed" => live.mount(Dressed::props()).await?,
        "talker" => live.mount(Talker::props()).await?,
        "texts" => live.mount(Texts::props()).await?,
        "sleeper" => live.mount(Sleeper::props()).await?,
        "hoarder" => live.mount(Hoarder::props()).await?,
        "directory" => live.mount(Directory::props()).await?,
        "guest" => live.mount(Guest::props()).await?,
        "away" => live.mount(Away::props()).await?,
        "drops" => live.mount(Explosive::props().kind(Trap::Drop)).await?,
        "unwritable" => live.mount(Explosive::props().kind(Trap::Write)).await?,
        "unreadable" => live.mount(Explosive::props().kind(Trap::Read)).await?,
        "mount" => live.mount(Explosive::props().kind(Trap::Mount)).await?,
        "connected" => live.mount(Explosive::props().kind(Trap::Connected)).await?,
        "disconnected" => live.mount(Explosive::props().kind(Trap::Disconnected)).await?,
        "render" => live.mount(Explosive::props().kind(Trap::Render)).await?,
        "harmless" => live.mount(Explosive::props().kind(Trap::None)).await?,
        "pair" => {
            let first = live.mount(Explosive::props().kind(Trap::Drop)).await?;
            let second = live.mount(Explosive::props().kind(Trap::Drop)).await?;
            return Ok(Page::new("Two").body(html! { {first} {second} }));
        }
        "nonce" => {
            let nonce = live.nonce();
            return Ok(Page::new("Nonce").body(html! { <script nonce={nonce}>"let own = 1"</script> }).nonce(nonce));
        }
        "allowed" => return Ok(Page::new("Allowed").allow("img-src", "https://images.example")),
        "injected" => return Ok(Page::new("Injected").allow("img-src", "x; script-src *")),
        _ => return Err(loom::Error::msg("there is no such page")),
    };
    Ok(Page::new("Hostile").body(html! { <main>{mounted}</main> }))
}

async fn shown(Path(text): Path<String>, live: Live) -> loom::Result<Page> {
    let texts = live.mount(Texts::props().text(text.clone())).await?;
    Ok(Page::new(text).body(html! { {texts} }))
}

async fn to(Path(target): Path<String>, live: Live) -> loom::Result<Page> {
    let gate = live.mount(Gate::props().target(target)).await?;
    Ok(Page::new("Gate").body(html! { {gate} }))
}

async fn sealed(Path(word): Path<String>, live: Live) -> loom::Result<Page> {
    let sealed = live.mount(Sealed::props().word(word)).await?;
    Ok(Page::new("Sealed").body(html! { {sealed} }))
}

async fn shout(Path(text): Path<String>) -> loom::Result<Page> {
    Err(loom::Error::msg(text))
}

/// Holds a word and what the word says, which nobody may know.
#[live_component(name = "sealed", secret)]
pub struct Sealed {
    #[prop]
    word: String,
    is_true: bool,
    length: usize,
}

#[live_component]
impl Sealed {
    fn mount(&mut self) {
        self.is_true = self.word == "true";
        self.length = self.word.len();
    }

    fn render(&self) -> Html {
        html! { <p>"It is not told."</p> }
    }
}

/// Says in errors and panics what somebody typed.
#[live_component(name = "talker")]
pub struct Talker {
    said: String,
}

#[live_component]
impl Talker {
    #[event]
    fn fail(&mut self, text: Value<String>) -> loom::Result<()> {
        Err(loom::Error::msg(text.into_inner()))
    }

    #[event]
    fn boom(&mut self, text: Value<String>) {
        panic!("{}", text.into_inner());
    }

    #[event]
    fn say(&mut self, text: Value<String>) {
        self.said = text.into_inner();
    }

    #[event]
    fn go(&mut self, text: Value<String>) -> Redirect {
        Redirect::to(text.into_inner())
    }

    fn render(&self) -> Html {
        assert!(self.said.is_empty(), "{}", self.said);
        html! { <input on:input=fail on:change=boom on:keyup=say on:blur=go> }
    }
}

/// Puts attributes that were made at run time beside its own.
#[live_component(name = "dressed")]
pub struct Dressed {
    image: String,
    dressed: bool,
}

#[live_component]
impl Dressed {
    #[event]
    fn show(&mut self, image: Value<String>) {
        self.image = image.into_inner();
    }

    #[event]
    fn dress(&mut self) {
        self.dressed = !self.dressed;
    }

    fn render(&self) -> Html {
        let mut rest =
            Attributes::new().set("id", "spread").set("Title", "spread").set("constructor", "c").set("__proto__", "p");
        if self.dressed {
            rest = rest.set("lang", "en");
        }
        let title = self.dressed.then_some("own");
        html! {
            <img alt="" srcset={self.image.as_str()}>
            <input on:change=show>
            <button on:click=dress>"dress"</button>
            <p id="own" title={title} ..rest>"dressed"</p>
        }
    }
}

/// Sends its visitor on while the page is made.
#[live_component(name = "gate")]
pub struct Gate {
    #[prop]
    target: String,
}

#[live_component]
impl Gate {
    fn mount(&mut self) -> Redirect {
        Redirect::to(self.target.clone())
    }

    fn render(&self) -> Html {
        html! { <p>"never seen"</p> }
    }
}

/// Something that not everybody may do.
#[live_component(name = "vault")]
pub struct Vault {
    opened: u32,
    seen: u32,
    #[bind]
    label: String,
}

#[live_component]
impl Vault {
    #[event]
    fn open(&mut self) {
        self.opened += 1;
    }

    #[event]
    fn look(&mut self) {
        self.seen += 1;
    }

    fn render(&self) -> Html {
        html! {
            <output>{self.opened}</output> <i>{self.seen}</i> <b>{&self.label}</b>
            <button on:click=open>"open"</button>
            <button on:click=look>"look"</button>
            <input bind:value={self.label}>
        }
    }
}

/// Shows a vault when asked to.
#[live_component(name = "outer")]
pub struct Outer {
    shown: bool,
}

#[live_component]
impl Outer {
    #[event]
    fn show(&mut self) {
        self.shown = true;
    }

    fn render(&self) -> Html {
        html! { <button on:click=show>"show"</button> if self.shown { <Vault/> } }
    }
}

/// A color that somebody may choose, or may not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Choice, Serialize, Deserialize)]
pub enum Color {
    #[default]
    Red,
    Green,
    Blue,
    Gold,
    Black,
    White,
}

/// Has choices, of which it does not show all.
#[live_component(name = "wardrobe")]
pub struct Wardrobe {
    rich: bool,
    #[bind]
    color: Color,
    #[bind]
    lining: Vec<Color>,
    #[bind]
    button: Option<Color>,
    #[bind]
    spots: Vec<Color>,
    #[bind(offered)]
    size: String,
    #[bind(offered)]
    tag: String,
    #[bind(any)]
    thread: Color,
    #[bind]
    note: String,
    #[bind]
    hem: Color,
}

#[live_component]
impl Wardrobe {
    #[event]
    fn inherit(&mut self) {
        self.rich = true;
    }

    fn render(&self) -> Html {
        let poor = !self.rich;
        html! {
            <p>
                {self.color.name()} " " {self.lining.len()} " " {self.button.map_or("none", |color| color.name())} " "
                {self.spots.len()} " " {&self.size} " " {&self.tag} " " {self.thread.name()} " " {&self.note} " " {self.hem.name()}
            </p>
            <button on:click=inherit>"inherit"</button>
            <select bind:value={self.color}>
                <option value="red">"Red"</option>
                for color in [Color::Green, Color::Blue] {
                    <option key={color.name()} value={color.name()} disabled={color == Color::Blue}>{color.label()}</option>
                }
                if self.rich { <option selected={false}>"gold"</option> }
                <optgroup label="Gone" disabled><option>"black"</option></optgroup>
                <optgroup label="Dear" disabled={poor}><option>{" white "}</option></optgroup>
            </select>
            <select multiple bind:value={self.lining}><option>"red"</option><option>"green"</option></select>
            for color in [Color::Red, Color::Green] {
                <input key={color.name()} type="radio" value={color.name()} disabled={color == Color::Green}
                    bind:group={self.button}>
            }
            <fieldset disabled={poor}><input type="radio" value="gold" bind:group={self.button}></fieldset>
            <input type="checkbox" value="red" bind:group={self.spots}>
            <select bind:value={self.size}><option value="">"Choose"</option><option>" L\n "</option></select>
            <input type="checkbox" value="on" bind:group={self.tag}>
            <select bind:value={self.thread}><option>"red"</option></select>
            <select bind:value={self.note}><option>"a"</option></select>
            <select disabled={poor} bind:value={self.hem}><option>"green"</option></select>
        }
    }
}

/// How often a [`Word`] was looked at.
pub static LOOKS: AtomicUsize = AtomicUsize::new(0);

/// A text that counts how often it is looked at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Word(String);

impl BindValue for Word {
    const BY_TEXT: bool = true;

    fn parse(input: BindInput<'_>) -> Result<Self, BindError> {
        Ok(Self(input.text().to_owned()))
    }

    fn text(&self) -> Cow<'_, str> {
        LOOKS.fetch_add(1, Ordering::Relaxed);
        self.0.as_str().into()
    }
}

/// Has more to choose from than anybody wants.
#[live_component(name = "directory")]
pub struct Directory {
    #[bind]
    any: Vec<Word>,
    #[bind(offered)]
    shown: Vec<Word>,
    #[bind]
    boxes: Vec<Word>,
}

#[live_component]
impl Directory {
    fn render(&self) -> Html {
        let names = || (0..5_000).map(|number| format!("n{number}"));
        html! {
            <p>{self.any.len()} " " {self.shown.len()} " " {self.boxes.len()}</p>
            <select multiple bind:value={self.any}>for name in names() { <option key={&name}>{&name}</option> }</select>
            <select multiple bind:value={self.shown}>for name in names() { <option key={&name}>{&name}</option> }</select>
            for name in names() { <input key={&name} type="checkbox" value={&name} bind:group={self.boxes}> }
        }
    }
}

/// Keeps whatever it is given, and grows by itself.
#[live_component(name = "hoarder")]
pub struct Hoarder {
    texts: Vec<String>,
}

#[live_component]
impl Hoarder {
    #[event]
    fn keep(&mut self, text: Value<String>) {
        self.texts.push(text.into_inner());
    }

    #[event]
    fn grow(&mut self) {
        self.texts.push("x".repeat(10_000));
    }

    fn render(&self) -> Html {
        html! { <output>{self.texts.len()}</output> <input on:change=keep> <button on:click=grow>"grow"</button> }
    }
}

/// Is kept on the server only.
#[live_component(name = "guest", resume = "server")]
pub struct Guest {
    count: u32,
}

#[live_component]
impl Guest {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }

    fn render(&self) -> Html {
        html! { <output>{self.count}</output> <button on:click=increment>"+"</button> }
    }
}

/// Shows what somebody typed, wherever text can stand.
#[live_component(name = "texts")]
pub struct Texts {
    #[bind]
    #[prop(default)]
    text: String,
    swapped: bool,
}

#[live_component]
impl Texts {
    #[event]
    fn swap(&mut self) {
        self.swapped = !self.swapped;
    }

    fn render(&self) -> Html {
        let rows = if self.swapped { [2, 1] } else { [1, 2] };
        html! {
            <button on:click=swap>"swap"</button>
            <p title={self.text.as_str()}>{&self.text}</p>
            <a href={self.text.as_str()}>"a link"</a>
            <textarea bind:value={self.text}></textarea>
            <ul>for row in rows { <li key={row} data-row={row}>{row} " " {&self.text}</li> }</ul>
        }
    }
}

/// Has handlers that take too long.
#[live_component(name = "sleeper")]
pub struct Sleeper {
    count: i64,
}

#[live_component]
impl Sleeper {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }

    #[event]
    async fn sleep(&mut self) {
        self.count = 100;
        tokio::time::sleep(Duration::from_secs(3_600)).await;
        self.count = 200;
    }

    fn render(&self) -> Html {
        html! {
            <output>{self.count}</output>
            <button on:click=increment>"+"</button>
            <button on:click=sleep>"sleep"</button>
        }
    }
}

/// Sends its visitor wherever it is told to.
#[live_component(name = "away")]
pub struct Away {
    gone: u32,
}

#[live_component]
impl Away {
    #[event]
    fn go(&mut self, to: Value<String>) -> Redirect {
        self.gone += 1;
        Redirect::to(to.into_inner())
    }

    fn render(&self) -> Html {
        html! { <output>{self.gone}</output> <input on:change=go> }
    }
}

/// Where an [`Explosive`] panics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trap {
    #[default]
    None,
    Mount,
    Connected,
    Disconnected,
    Render,
    Drop,
    Write,
    Read,
}

/// Panics where it is told to, once it is armed.
#[live_component(name = "explosive")]
pub struct Explosive {
    #[prop]
    kind: Trap,
    fuse: Fuse,
    armed: bool,
    count: i64,
}

#[live_component]
impl Explosive {
    fn mount(&mut self) {
        assert!(self.kind != Trap::Mount, "in `mount`, on purpose");
    }

    fn connected(&mut self) {
        if self.kind == Trap::Read {
            self.fuse.reads = true;
        }
        assert!(self.kind != Trap::Connected, "in `connected`, on purpose");
    }

    fn disconnected(&mut self) {
        assert!(self.kind != Trap::Disconnected, "in `disconnected`, on purpose");
    }

    #[event]
    fn arm(&mut self) {
        self.armed = true;
        self.fuse.drops = self.kind == Trap::Drop;
        self.fuse.writes = self.kind == Trap::Write;
    }

    #[event]
    fn increment(&mut self) -> loom::Result<()> {
        self.count += 1;
        Ok(())
    }

    #[event]
    fn fail(&mut self) -> loom::Result<()> {
        self.count = 1_000;
        Err(loom::Error::msg("on purpose"))
    }

    fn render(&self) -> Html {
        assert!(!(self.armed && self.kind == Trap::Render), "in `render`, on purpose");
        html! {
            <output>{self.count}</output>
            <button on:click=arm>"arm"</button>
            <button on:click=increment>"+"</button>
            <button on:click=fail>"fail"</button>
        }
    }
}

/// A field whose own code panics.
#[derive(Debug, Default)]
pub struct Fuse {
    drops: bool,
    writes: bool,
    reads: bool,
}

impl Drop for Fuse {
    fn drop(&mut self) {
        assert!(!self.drops, "in `drop`, on purpose");
    }
}

impl Serialize for Fuse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        assert!(!self.writes, "in `serialize`, on purpose");
        (self.drops, self.reads).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Fuse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (drops, reads): (bool, bool) = Deserialize::deserialize(deserializer)?;
        assert!(!reads, "in `deserialize`, on purpose");
        Ok(Self { drops, writes: false, reads })
    }
}
