//! The application under test: components that write down each event they are given, each in its own way.

use std::{net::SocketAddr, sync::OnceLock, time::Duration};

use axum::{Router, response::Response, routing::get};
use loom::prelude::*;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// The secret of every server of a run, so that the next one opens the tokens of the one before.
const SECRET: &str = "a secret that all servers of the storm share";

/// Which build of the program this server is.
static BUILD: OnceLock<String> = OnceLock::new();

/// Where the page is whose state only one build can read.
pub(crate) const EDITION: &str = "/edition";

/// The header that says which server answered.
pub(crate) const SERVER: &str = "chaos-server";

/// Serves on `address`, as the server of this number and of this build, until it is told to stop or killed.
pub(crate) async fn serve(address: SocketAddr, number: u64, build: String) -> loom::Result<()> {
    quieten_fatal_entries();
    let build = BUILD.get_or_init(|| build);
    let loom = Loom::builder().secret(SECRET).version(build).build()?;
    let named = move |mut response: Response| async move {
        response.headers_mut().insert(SERVER, number.into());
        response
    };
    let app = Router::new()
        .route("/", get(page))
        .route("/one", get(one))
        .route(EDITION, get(edition))
        .merge(loom.routes())
        .with_state(loom);
    loom::serve(app.layer(axum::middleware::map_response(named)), address).await
}

async fn page(live: Live) -> loom::Result<Page> {
    let ledger = live.mount(Ledger::props()).await?;
    let slow = live.mount(Slow::props()).await?;
    let ticking = live.mount(Ticking::props()).await?;
    let rows = live.mount(Rows::props()).await?;
    let fragile = live.mount(Fragile::props()).await?;
    let guide = live.mount(Guide::props()).await?;
    let poison = live.mount(Poison::props()).await?;
    let around = live.mount(Around::props()).await?;
    Ok(Page::new("Chaos").body(html! {
        <main>{ledger} {slow} {ticking} {rows} {fragile} {guide} {poison} {around}</main>
    }))
}

async fn one(live: Live) -> loom::Result<Page> {
    let ledger = live.mount(Ledger::props()).await?;
    Ok(Page::new("One").body(html! { <main>{ledger}</main> }))
}

async fn edition(live: Live) -> loom::Result<Page> {
    let edition = live.mount(Edition::props()).await?;
    Ok(Page::new("Edition").body(html! { <main>{edition}</main> }))
}

/// Lets the panics that are meant go without a word; any other is told of.
fn quieten_fatal_entries() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if panic.payload_as_str() != Some(FATAL) {
            tell(panic);
        }
    }));
}

/// Whether the ledger refuses an entry, after having written it: an event that fails has to leave no trace.
pub(crate) const fn is_refused(entry: u64) -> bool {
    entry % 7 == 3
}

/// The message with which the fragile component panics.
const FATAL: &str = "this entry is fatal";

/// Whether the fragile component panics at an entry, after having written it. Any two of these are further apart than events that wait
/// for an answer.
pub(crate) const fn is_fatal(entry: u64) -> bool {
    entry % 11 == 7
}

/// Whether the guide sends its visitor away with an entry.
pub(crate) const fn leads_away(entry: u64) -> bool {
    entry % 5 == 2
}

/// Where the guide sends its visitor with an entry.
fn destination(entry: u64) -> String {
    format!("{AWAY}{entry}")
}

/// The entry that leads to this page.
pub(crate) fn entry_of(destination: &str) -> Option<u64> {
    destination.strip_prefix(AWAY)?.parse().ok()
}

/// Where all those pages are.
const AWAY: &str = "/away/";

/// How long the slow component takes for an entry.
const fn toil(entry: u64) -> Duration {
    Duration::from_millis(20 + entry * 37 % 160)
}

/// Writes down entries, and fails at some.
#[live_component]
pub struct Ledger {
    entries: Vec<u64>,
}

#[live_component]
impl Ledger {
    #[event]
    fn record(&mut self, entry: Value<u64>) -> loom::Result<()> {
        self.entries.push(*entry);
        if is_refused(*entry) {
            return Err(loom::Error::msg("this entry is refused"));
        }
        Ok(())
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
        }
    }
}

/// Writes down that an entry was begun, and later that it is done. The two are never seen apart.
#[live_component]
pub struct Slow {
    begun: Vec<u64>,
    done: Vec<u64>,
}

#[live_component]
impl Slow {
    #[event]
    async fn record(&mut self, entry: Value<u64>) {
        self.begun.push(*entry);
        tokio::time::sleep(toil(*entry)).await;
        self.done.push(*entry);
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.done)}</output>
            <output>{listed(&self.begun)}</output>
        }
    }
}

/// Writes down entries while the server pushes ticks in between.
#[live_component]
pub struct Ticking {
    entries: Vec<u64>,
    ticks: u64,
}

#[live_component]
impl Ticking {
    fn connected(&mut self, cx: &mut Cx<Self>) {
        cx.every(Duration::from_millis(500), |ticking, _| ticking.ticks += 1);
    }

    #[event]
    fn record(&mut self, entry: Value<u64>) {
        self.entries.push(*entry);
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
            <output>{self.ticks}</output>
        }
    }
}

/// One row of a long list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Row {
    /// Its key.
    pub(crate) key: u64,
    /// How often it was touched.
    pub(crate) touched: u64,
}

/// The change that an entry makes to the long list. The client does the same to its own, and compares.
pub(crate) fn weave(rows: &mut Vec<Row>, entry: u64) {
    const LENGTH: u64 = 200;
    let row = |key| Row { key, touched: 0 };
    if entry == 1 {
        return rows.extend((0..LENGTH).map(row));
    }
    let at = (entry * 7919) as usize % rows.len().max(1);
    match entry % 5 {
        0 => rows.insert(at, row(LENGTH + entry)),
        1 if !rows.is_empty() => drop(rows.remove(at)),
        2 => rows.rotate_left(at),
        3 => rows.reverse(),
        _ => rows.iter_mut().skip(at).step_by(3).for_each(|row| row.touched += 1),
    }
}

/// A long list that each entry changes in its own way.
#[live_component]
pub struct Rows {
    entries: Vec<u64>,
    rows: Vec<Row>,
}

#[live_component]
impl Rows {
    #[event]
    fn record(&mut self, entry: Value<u64>) {
        self.entries.push(*entry);
        weave(&mut self.rows, *entry);
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
            <ul>
                for row in &self.rows {
                    <li key={row.key}>{row.key} " was touched " {row.touched} " times"</li>
                }
            </ul>
        }
    }
}

/// Writes down entries, and panics at some.
#[live_component]
pub struct Fragile {
    entries: Vec<u64>,
}

#[live_component]
impl Fragile {
    #[event]
    fn record(&mut self, entry: Value<u64>) {
        self.entries.push(*entry);
        assert!(!is_fatal(*entry), "{FATAL}");
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
        }
    }
}

/// Writes down entries, and sends its visitor to another page with some.
#[live_component]
pub struct Guide {
    entries: Vec<u64>,
}

#[live_component]
impl Guide {
    #[event]
    fn record(&mut self, cx: &mut Cx<Self>, entry: Value<u64>) {
        self.entries.push(*entry);
        if leads_away(*entry) {
            cx.redirect(destination(*entry));
        }
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
        }
    }
}

/// Ends its process with each entry.
#[live_component]
pub struct Poison {
    entries: Vec<u64>,
}

#[live_component]
impl Poison {
    #[event]
    fn record(&mut self, entry: Value<u64>) {
        self.entries.push(*entry);
        std::process::abort();
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
        }
    }
}

/// Writes down entries in a state that no other build can read.
#[live_component]
pub struct Edition {
    made_by: MadeBy,
    entries: Vec<u64>,
}

/// The build that made a state.
struct MadeBy(String);

impl Default for MadeBy {
    fn default() -> Self {
        Self(BUILD.get().cloned().unwrap_or_default())
    }
}

impl Serialize for MadeBy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for MadeBy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let by = String::deserialize(deserializer)?;
        if Some(&by) == BUILD.get() { Ok(Self(by)) } else { Err(D::Error::custom("made by another build")) }
    }
}

#[live_component]
impl Edition {
    #[event]
    fn record(&mut self, entry: Value<u64>) {
        self.entries.push(*entry);
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
            <output>{&self.made_by.0}</output>
        }
    }
}

/// Writes down entries of its own, and what the component inside it tells it of.
#[live_component]
pub struct Around {
    entries: Vec<u64>,
    told: Vec<u64>,
}

#[live_component]
impl Around {
    #[event]
    fn record(&mut self, entry: Value<u64>) {
        self.entries.push(*entry);
    }

    #[event]
    fn hear(&mut self, entry: Detail<u64>) {
        self.told.push(*entry);
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
            <output>{listed(&self.told)}</output>
            <Within on:record=hear/>
        }
    }
}

/// Writes down entries, and tells the component around it of each.
#[live_component]
pub struct Within {
    #[prop(default)]
    on_record: Callback<u64>,
    entries: Vec<u64>,
}

#[live_component]
impl Within {
    #[event]
    fn record(&mut self, cx: &mut Cx<Self>, entry: Value<u64>) {
        self.entries.push(*entry);
        self.on_record.call(cx, *entry);
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
        }
    }
}

fn listed(entries: &[u64]) -> String {
    entries.iter().map(u64::to_string).collect::<Vec<_>>().join(" ")
}
