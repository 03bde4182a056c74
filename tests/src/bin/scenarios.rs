//! Pages for the browser tests: whatever the gallery has no example of. `PORT` says where.
#![allow(missing_docs, unreachable_pub, reason = "each page is read beside the browser test of its name")]

use std::{env, time::Duration};

use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    routing::get,
};
use loom::prelude::*;
use loom_tests::{records::Records, survey::Survey, transfer::Transfer, translated::Translated};
use serde::{Deserialize, Serialize};

#[tokio::main]
async fn main() -> loom::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "3001".to_owned());
    let loom = Loom::builder().build()?;
    let app = Router::new()
        .route("/{page}", get(page))
        .route("/only/{edition}", get(only))
        .route("/stats", get(stats))
        .route("/fresh", get(fresh))
        .merge(loom.routes())
        .with_state(loom);
    loom::serve(app, format!("127.0.0.1:{port}")).await
}

/// How many connections there are, and how many components wait for their client.
async fn stats(State(loom): State<Loom>) -> String {
    let stats = loom.stats();
    format!("{} {}", stats.connections, stats.parked)
}

/// The records of another page, as a page shows them that is opened now.
async fn fresh(Query(start): Query<Fresh>, live: Live) -> loom::Result<Page> {
    let records = live.mount(Records::props().start(start.content)).await?;
    Ok(Page::new("Fresh").icon("data:,").body(html! { <main>{records}</main> }))
}

#[derive(Deserialize)]
struct Fresh {
    content: String,
}

async fn page(Path(page): Path<String>, live: Live) -> loom::Result<Page> {
    let mounted = match page.as_str() {
        "typing" => live.mount(Typing::props()).await?,
        "around" | "framed" => live.mount(Around::props()).await?,
        "rows" => live.mount(Rows::props()).await?,
        "branches" => live.mount(Branches::props()).await?,
        "controls" => live.mount(Controls::props()).await?,
        "timing" => live.mount(Timing::props()).await?,
        "release" => live.mount(Release::props()).await?,
        "tickets" => live.mount(Tickets::props()).await?,
        "transfer" => live.mount(Transfer::props()).await?,
        "survey" => live.mount(Survey::props()).await?,
        "translated" => live.mount(Translated::props()).await?,
        "boards" => live.mount(Boards::props()).await?,
        "records" => live.mount(Records::props()).await?,
        "leaving" => live.mount(Leaving::props()).await?,
        "edition" => live.mount(Edition::props()).await?,
        "poison" => return poison(&live).await,
        "poisoned" => live.mount(Poisoned::props()).await?,
        _ => return Err(loom::Error::msg("there is no such page")),
    };
    let page_of = Page::new("Scenarios").icon("data:,");
    let page_of = if page == "framed" { page_of.allow("frame-ancestors", "http://localhost:*") } else { page_of };
    Ok(page_of.body(html! { <main>{mounted}</main> }))
}

/// A page that only one edition of the application has.
async fn only(Path(wanted): Path<String>, live: Live) -> Result<Page, StatusCode> {
    if wanted != edition() {
        return Err(StatusCode::NOT_FOUND);
    }
    let mounted = live.mount(Edition::props()).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(Page::new("Only here").icon("data:,").body(html! { <main>{mounted}</main> }))
}

/// Which edition of the application this is.
fn edition() -> String {
    env::var("EDITION").unwrap_or_else(|_| "1".to_owned())
}

/// A state that no other edition can read.
#[live_component]
pub struct Edition {
    made_by: MadeBy,
    #[bind]
    note: String,
}

#[derive(Clone, Debug, PartialEq)]
struct MadeBy(String);

impl Default for MadeBy {
    fn default() -> Self {
        Self(edition())
    }
}

impl Serialize for MadeBy {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for MadeBy {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let by = String::deserialize(deserializer)?;
        if by == edition() { Ok(Self(by)) } else { Err(serde::de::Error::custom("of another edition")) }
    }
}

#[live_component]
impl Edition {
    fn render(&self) -> Html {
        html! {
            <output id="edition">{&self.made_by.0}</output>
            <input id="note" bind:value={self.note} aria-label="Note"/>
            <output id="noted">{&self.note}</output>
        }
    }
}

/// A component that can end the process, and one beside it.
async fn poison(live: &Live) -> loom::Result<Page> {
    let (poison, neighbor) = (live.mount(Poison::props()).await?, live.mount(Release::props()).await?);
    Ok(Page::new("Poison").icon("data:,").body(html! { <main>{poison} {neighbor}</main> }))
}

/// Has a handler that ends the process, as running out of memory does.
#[live_component]
pub struct Poison {
    count: u32,
}

#[live_component]
impl Poison {
    #[event]
    fn add(&mut self) {
        self.count += 1;
    }

    #[event]
    fn abort(&mut self) {
        std::process::abort();
    }

    fn render(&self) -> Html {
        html! {
            <button id="abort" on:click=abort>"Abort"</button>
            <button id="add" on:click=add>"Add"</button>
            <output id="count">{self.count}</output>
        }
    }
}

/// Ends the process when its page joins.
#[live_component]
pub struct Poisoned {}

#[live_component]
impl Poisoned {
    fn connected(&mut self) {
        std::process::abort();
    }

    fn render(&self) -> Html {
        html! { <p>"It is shown, and never live."</p> }
    }
}

/// Scenarios 1 to 3: what the server says while the user types.
#[live_component]
pub struct Typing {
    #[bind]
    text: String,
    shouted: String,
    pushes: u32,
}

#[live_component]
impl Typing {
    /// Changes the text from elsewhere, as another visitor would.
    #[event]
    fn push(&mut self, cx: &mut Cx<Self>) {
        cx.after(Duration::from_millis(1), |typing, _| {
            typing.pushes += 1;
            typing.text = format!("pushed {}", typing.pushes);
        });
    }

    #[event]
    fn shout(&mut self, text: Value<String>) {
        self.shouted = text.to_uppercase();
    }

    #[event]
    fn send(&mut self) {
        self.text.clear();
    }

    fn render(&self) -> Html {
        html! {
            <form on:submit=send>
                <input id="text" bind:value={self.text} aria-label="Text"/>
                <output id="echo">{&self.text}</output>
            </form>
            <input id="shout" value={&self.shouted} on:input=shout aria-label="Shout"/>
            <output id="pushes">{self.pushes}</output>
            <button type="button" id="push" on:click=push>"Push"</button>
        }
    }
}

#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
enum Priority {
    #[default]
    Normal,
    Urgent,
}

/// Scenarios 5 and 6: bound fields, and a handler that takes what they hold.
#[live_component]
pub struct Tickets {
    #[bind]
    filter: String,
    #[bind]
    title: String,
    #[bind]
    priority: Priority,
    added: Vec<String>,
}

#[live_component]
impl Tickets {
    #[event]
    fn add(&mut self) {
        self.added.push(format!("{} {}", std::mem::take(&mut self.title), std::mem::take(&mut self.priority).name()));
    }

    /// Takes long to answer.
    #[event]
    async fn copy(&mut self) {
        self.added.push(format!("copy of {} {}", self.title, self.priority.name()));
        tokio::time::sleep(Duration::from_secs(2)).await;
    }

    fn render(&self) -> Html {
        html! {
            <input id="filter" bind:value.debounce(150)={self.filter} aria-label="Filter"/>
            <output id="filtered">{&self.filter}</output>
            <form on:submit=add>
                <input id="title" bind:value={self.title} aria-label="Title"/>
                <select id="priority" bind:value={self.priority} aria-label="Priority">
                    for priority in Priority::ALL {
                        <option value={priority.name()}>{priority.label()}</option>
                    }
                </select>
                <button id="add">"Add"</button>
            </form>
            <button id="copy" type="button" on:click=copy>"Copy"</button>
            <output id="chosen">{self.title.as_str()} " " {self.priority.name()}</output>
            <output id="added">{self.added.join(", ")}</output>
        }
    }
}

/// Scenarios 7, 8 and 19: what patches must leave alone.
#[live_component]
pub struct Around {
    count: u32,
}

#[live_component]
impl Around {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }

    fn render(&self) -> Html {
        html! {
            <button id="more" type="button" on:click=increment>"More"</button>
            <output id="count" class:even={self.count.is_multiple_of(2)}>{self.count}</output>
            <div id="bar" style:width={format!("{}px", 100 + self.count)}></div>
            <details id="details">
                <summary>"Details"</summary>
                <p>"Inside " {self.count}</p>
            </details>
            <dialog id="dialog">"A dialog " {self.count}</dialog>
            <div id="popover" popover>"A popover " {self.count}</div>
            <div id="scroll" class="scroll" tabindex="0">
                for line in 0..200 {
                    <p>"Line " {line} " of " {self.count}</p>
                }
            </div>
            <p id="prose">"Some words to select " <b>{self.count}</b> " and more."</p>
            <div id="foreign" class={if self.count.is_multiple_of(2) { "even" } else { "odd" }}>{self.count} <i>"x"</i></div>
        }
    }
}

/// Scenarios 9 and 10: a keyed list.
#[live_component]
pub struct Rows {
    rows: Vec<u32>,
    next: u32,
    seed: u64,
}

#[live_component]
impl Rows {
    fn mount(&mut self) {
        self.fill(8);
    }

    #[event]
    fn shuffle(&mut self) {
        for at in (1..self.rows.len()).rev() {
            self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            self.rows.swap(at, (self.seed >> 33) as usize % (at + 1));
        }
    }

    /// Removes the first row, moves the last to the front and puts a new one in the middle.
    #[event]
    fn mix(&mut self) {
        self.rows.remove(0);
        self.rows.rotate_right(1);
        self.rows.insert(self.rows.len() / 2, self.next);
        self.next += 1;
    }

    #[event]
    fn fill(&mut self, count: u32) {
        self.rows.extend(self.next..self.next + count);
        self.next += count;
    }

    #[event]
    fn clear(&mut self) {
        self.rows.clear();
    }

    fn render(&self) -> Html {
        html! {
            <button type="button" id="shuffle" on:click=shuffle>"Shuffle"</button>
            <button type="button" id="mix" on:click=mix>"Mix"</button>
            <button type="button" id="fill" on:click=fill(8)>"Fill"</button>
            <button type="button" id="many" on:click=fill(10_000)>"Many"</button>
            <button type="button" id="clear" on:click=clear>"Clear"</button>
            <output id="length">{self.rows.len()}</output>
            <ul>
                for row in &self.rows {
                    <li key={row} data-row={*row}><span>{*row}</span> <input aria-label={format!("Row {row}")}/></li>
                }
            </ul>
            <output id="order">{self.rows.iter().take(20).map(u32::to_string).collect::<Vec<_>>().join(" ")}</output>
        }
    }
}

#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
enum Shape {
    #[default]
    Text,
    Link,
    Nothing,
}

/// Scenario 11: branches, alone and in the items of a list.
#[live_component]
pub struct Branches {
    on: bool,
    shapes: Vec<Shape>,
}

#[live_component]
impl Branches {
    fn mount(&mut self) {
        self.shapes = vec![Shape::Text, Shape::Link, Shape::Nothing];
    }

    #[event]
    fn flip(&mut self) {
        self.on = !self.on;
    }

    #[event]
    fn turn(&mut self) {
        for shape in &mut self.shapes {
            *shape = match shape {
                Shape::Text => Shape::Link,
                Shape::Link => Shape::Nothing,
                Shape::Nothing => Shape::Text,
            };
        }
    }

    fn render(&self) -> Html {
        html! {
            <button type="button" id="flip" on:click=flip>"Flip"</button>
            <button type="button" id="turn" on:click=turn>"Turn"</button>
            <div id="branch">
                "a " if self.on { <b>"on"</b> " really" } else { "off" } " z"
            </div>
            <div id="items">
                for (index, shape) in self.shapes.iter().enumerate() {
                    match shape {
                        Shape::Text => { "text " {index} ";" }
                        Shape::Link => { <b>{index}</b> if self.on { <i>"on"</i> } }
                        Shape::Nothing => {}
                    }
                }
            </div>
        }
    }
}

/// Scenarios 12 and 13: what a form sends.
#[live_component]
pub struct Controls {
    sent: String,
    submits: u32,
}

#[live_component]
impl Controls {
    #[event]
    async fn save(&mut self, form: Form<Vec<(String, String)>>) {
        tokio::time::sleep(Duration::from_millis(50)).await;
        self.submits += 1;
        self.sent = form.iter().map(|(name, value)| format!("{name}={value:?}")).collect::<Vec<_>>().join("&");
    }

    fn render(&self) -> Html {
        html! {
            <form id="form" on:submit=save>
                <input name="text" value="a b&c"/>
                <input name="check" type="checkbox" checked/>
                <input name="unchecked" type="checkbox"/>
                <input name="radio" type="radio" value="1"/>
                <input name="radio" type="radio" value="2" checked/>
                <input name="number" type="number" value="7"/>
                <input name="date" type="date" value="2026-11-22"/>
                <input name="range" type="range" min="0" max="10" value="3"/>
                <input name="file" type="file"/>
                <input name="hidden" type="hidden" value="h"/>
                <select name="multi" multiple>
                    <option value="x" selected>"X"</option>
                    <option value="y">"Y"</option>
                    <option value="z" selected>"Z"</option>
                </select>
                <textarea name="lines">"one\ntwo"</textarea>
                <fieldset disabled>
                    <legend><input name="legend" value="counts"/></legend>
                    <input name="disabled" value="does not"/>
                </fieldset>
                <button id="first" name="do" value="first" l-loading-text="Saving">"Save"</button>
                <button id="second" name="do" value="second">"Other"</button>
                <button id="plain" type="button">"Plain"</button>
            </form>
            <input name="linked" form="form" value="from outside"/>
            <output id="sent">{&self.sent}</output>
            <output id="submits">{self.submits}</output>
        }
    }
}

/// Scenario 14: what waits.
#[live_component]
pub struct Timing {
    heard: Vec<String>,
    gone: bool,
}

#[live_component]
impl Timing {
    #[event]
    fn one(&mut self, value: Value<String>) {
        self.heard.push(format!("one {}", *value));
    }

    #[event]
    fn two(&mut self, value: Value<String>) {
        self.heard.push(format!("two {}", *value));
    }

    #[event]
    fn save(&mut self) {
        self.heard.push("save".to_owned());
    }

    #[event]
    fn remove(&mut self) {
        self.gone = true;
    }

    fn render(&self) -> Html {
        html! {
            <form on:submit=save>
                if !self.gone {
                    <input id="one" on:input.debounce(700)=one aria-label="One"/>
                }
                <input id="two" on:input.debounce(100)=two aria-label="Two"/>
                <button id="save">"Save"</button>
            </form>
            <button id="remove" type="button" on:mousedown=remove>"Remove"</button>
            <output id="heard">{self.heard.join(", ")}</output>
        }
    }
}

/// Scenario 34: a button whose handler has another name from release 2 on. `RELEASE` says which this is.
#[live_component]
pub struct Release {
    pressed: u32,
    tapped: u32,
}

#[live_component]
impl Release {
    #[event]
    fn press(&mut self) {
        self.pressed += 1;
    }

    #[event]
    fn tap(&mut self) {
        self.tapped += 1;
    }

    fn render(&self) -> Html {
        let release = env::var("RELEASE").unwrap_or_default();
        html! {
            if release == "2" {
                <button type="button" id="tap" on:click=tap>"Tap"</button>
            } else {
                <button type="button" id="press" on:click=press>"Press"</button>
            }
            <output id="pressed">{self.pressed}</output>
            <output id="tapped">{self.tapped}</output>
        }
    }
}

/// Redirects, messages, titles.
#[live_component]
pub struct Leaving {
    times: u32,
}

#[live_component]
impl Leaving {
    #[event]
    fn say(&mut self, cx: &mut Cx<Self>) {
        self.times += 1;
        cx.title(format!("Said {}", self.times));
        cx.flash(Level::Info, "said");
    }

    #[event]
    fn go(&mut self, cx: &mut Cx<Self>) {
        cx.flash(Level::Success, "kept for you");
        cx.redirect("/rows");
    }

    fn render(&self) -> Html {
        html! {
            <button id="say" type="button" on:click=say>"Say"</button>
            <button id="go" type="button" on:click=go>"Go"</button>
        }
    }
}

/// Rows with a field and a component in each, that come and go while nobody hears of it.
#[live_component]
pub struct Boards {
    names: Vec<String>,
    said: Vec<String>,
}

#[live_component]
impl Boards {
    fn mount(&mut self) {
        self.names = vec!["one".to_owned(), "two".to_owned()];
    }

    /// Adds a row in front; the answer is lost.
    #[event]
    fn insert(&mut self, cx: &mut Cx<Self>) {
        self.names.insert(0, "zero".to_owned());
        cx.interrupt(loom::Interruption::Drop);
    }

    #[event]
    fn add(&mut self) {
        let is_there = self.names.iter().any(|name| name == "zero");
        self.names.insert(0, if is_there { "another" } else { "zero" }.to_owned());
    }

    #[event]
    fn remove(&mut self, row: usize) {
        self.said.push(format!("removed {}", self.names.remove(row)));
    }

    /// By the number of a row, which is another's after one has come.
    #[event]
    fn say(&mut self, row: usize, text: Value<String>) {
        self.said.push(format!("{} {}", self.names.get(row).map_or("", String::as_str), *text));
    }

    fn render(&self) -> Html {
        html! {
            <ul>
                for (row, name) in self.names.iter().enumerate() {
                    <li key={name} id={name}>
                        <details><summary>{name}</summary>"inside"</details>
                        <input class="free" aria-label="Free"/>
                        <input class="said" aria-label="Said" on:input=say(row)/>
                        <button class="remove" type="button" on:click=remove(row)>"Remove"</button>
                        <Tally of={name.clone()}/>
                    </li>
                }
            </ul>
            <button id="insert" type="button" on:click=insert>"Insert"</button>
            <button id="add" type="button" on:click=add>"Add"</button>
            <output id="said">{self.said.join(", ")}</output>
        }
    }
}

/// Counts for a row.
#[live_component]
pub struct Tally {
    #[prop]
    of: String,
    count: u32,
}

#[live_component]
impl Tally {
    #[event]
    fn count(&mut self) {
        self.count += 1;
    }

    fn render(&self) -> Html {
        html! { <button class="tally" type="button" on:click=count>{&self.of} " " {self.count}</button> }
    }
}
