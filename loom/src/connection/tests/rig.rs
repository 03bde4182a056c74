//! An application without sockets: connections that are worked by hand, and a component that tells what it was given.

use std::{
    collections::HashMap,
    sync::Arc,
    task::{Context, Waker},
    time::{Duration, Instant},
};

use tokio::sync::Semaphore;

use crate::{
    component::{AppState, Registry, Visitor},
    connection::{
        Arrival, Connection, Shared, Terms,
        guard::{ClientIdentity, Guard},
    },
    prelude::*,
    protocol::{Frame, message::Dialect},
    token::{Claims, Keys},
};

/// Remembers the numbers of the events that it has handled.
#[live_component(name = "ledger")]
pub(super) struct Ledger {
    seen: Vec<u64>,
}

#[live_component]
impl Ledger {
    #[event]
    fn add(&mut self, cx: &mut Cx<Self>) {
        self.seen.push(cx.event_number());
    }

    #[event]
    async fn slow(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        cx.state::<Gate>()?.0.acquire().await?.forget();
        self.seen.push(cx.event_number());
        Ok(())
    }

    #[event]
    async fn fail_slowly(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.seen.push(cx.event_number());
        cx.state::<Gate>()?.0.acquire().await?.forget();
        Err(loom::Error::msg("on purpose"))
    }

    #[event]
    fn fail(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.seen.push(cx.event_number());
        Err(loom::Error::msg("on purpose"))
    }

    #[event]
    fn panic(&mut self, cx: &mut Cx<Self>) {
        self.seen.push(cx.event_number());
        panic!("on purpose");
    }

    #[event]
    fn key(&mut self, cx: &mut Cx<Self>) {
        cx.flash(Level::Info, cx.event_key().unwrap_or_default());
    }

    #[event]
    fn go(&mut self, cx: &mut Cx<Self>) -> Redirect {
        self.seen.push(cx.event_number());
        Redirect::to("/thanks")
    }

    #[event]
    fn greet(&mut self, cx: &mut Cx<Self>) {
        cx.title("Hello");
        cx.flash(Level::Success, "hello");
    }

    #[event]
    async fn greet_slowly(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        cx.state::<Gate>()?.0.acquire().await?.forget();
        cx.flash(Level::Success, "hello");
        Ok(())
    }

    #[event]
    fn talk(&mut self, cx: &mut Cx<Self>) {
        cx.flash(Level::Info, "bla".repeat(300));
    }

    fn render(&self) -> Html {
        html! {
            <output>{format!("{:?}", self.seen)}</output>
            <button on:click=greet>"greet"</button>
            <button on:click=greet_slowly>"greet slowly"</button>
            <button on:click=talk>"talk"</button>
            <button on:click=add>"add"</button>
            <button on:click=slow>"slow"</button>
            <button on:click=fail_slowly>"fail slowly"</button>
            <button on:click=fail>"fail"</button>
            <button on:click=panic>"panic"</button>
            <button on:click=go>"go"</button>
            <button on:click=key>"key"</button>
        }
    }
}

/// The visitor of the pages.
const CLIENT: ClientIdentity<'_> = ClientIdentity { session: "visitor", address: None };

/// The gate at which slow handlers wait.
#[derive(Clone, Debug)]
pub(super) struct Gate(pub(super) Arc<Semaphore>);

/// One process of the application.
pub(super) struct Process {
    pub(super) shared: Arc<Shared>,
    pub(super) gate: Gate,
    pub(super) now: Instant,
}

impl Process {
    pub(super) fn start() -> Self {
        Self::with(Terms::default())
    }

    pub(super) fn with(terms: Terms) -> Self {
        Self::guarded(terms, Guard::default())
    }

    pub(super) fn guarded(terms: Terms, guard: Guard) -> Self {
        let gate = Gate(Arc::new(Semaphore::new(0)));
        let registry = Registry::collect().unwrap_or_else(|error| unreachable!("{error}"));
        let keys = Keys::new(b"the secret of these tests, of many bytes");
        let state = AppState::default().with(gate.clone());
        let shared = Shared::new(keys, terms, guard, registry, state);
        Self { shared: Arc::new(shared), gate, now: Instant::now() }
    }

    /// A socket of the page of this number.
    pub(super) fn open(&self, page: u64) -> Socket {
        self.open_numbered(page, 0)
    }

    /// The socket of this number of a page.
    pub(super) fn open_numbered(&self, page: u64, socket_number: u32) -> Socket {
        let arrival = Arrival {
            dialect: Dialect::Two,
            session: "visitor",
            page,
            socket_number,
            version: None,
            visit: None,
            visitor: Visitor::new("v"),
            now: self.now,
            unix: 1_000_000,
        };
        Socket {
            connection: Connection::new(self.shared.clone(), arrival),
            now: self.now,
            token: None,
            tokens: HashMap::new(),
        }
    }

    /// The token of a page that shows a ledger of this instance.
    pub(super) fn token(&self, instance: u64) -> String {
        let claims = Claims { issued: 1_000_000, instance, ..Claims::default() };
        self.shared.keys.sign(&claims, "ledger", "visitor", r#"{"seen":[]}"#)
    }

    /// The token that a page gets for a component of this module, instance 7, with this state.
    pub(super) fn first_token(&self, module: &str, json: &str) -> String {
        let claims = Claims { issued: 1_000_000, instance: 7, ..Claims::default() };
        let entry = self.shared.known_entry(module);
        let token =
            entry.and_then(|entry| self.shared.first_token(entry.saving, &claims, module, CLIENT, json.to_owned()));
        token.unwrap_or_else(|error| error.to_string())
    }

    pub(super) fn components(&self) -> usize {
        self.shared.components.get()
    }
}

/// One socket, without what it is made of.
pub(super) struct Socket {
    pub(super) connection: Connection,
    pub(super) now: Instant,
    /// The newest token of the component with id 0.
    pub(super) token: Option<String>,
    /// The newest token of each component, by its id.
    pub(super) tokens: HashMap<u64, String>,
}

impl Socket {
    /// Hands a frame in, does what can be done, and gives what is sent.
    pub(super) fn say(&mut self, frame: &str) -> Vec<String> {
        self.connection.receive(&frame.into(), self.now);
        self.hear()
    }

    /// Does what can be done, and gives what is sent, but for templates and tokens.
    pub(super) fn hear(&mut self) -> Vec<String> {
        let mut heard = Vec::new();
        for _ in 0..4 {
            self.connection.work(&mut Context::from_waker(Waker::noop()), true, self.now);
            assert!(self.connection.kept_bytes().is_some(), "the bytes that are counted are not those that there are");
            while let Some(Frame::Text(frame)) = self.connection.next_frame() {
                let frame = frame.into_owned();
                if let Some((id, token)) = frame
                    .strip_prefix("[\"k\",")
                    .and_then(|rest| rest.strip_suffix("\"]"))
                    .and_then(|rest| rest.split_once(",\""))
                {
                    self.tokens.insert(id.parse().unwrap_or_default(), token.to_owned());
                }
                match frame.strip_prefix("[\"k\",0,\"").and_then(|rest| rest.strip_suffix("\"]")) {
                    Some(token) => self.token = Some(token.to_owned()),
                    None if frame.starts_with("[\"t\"") || frame.starts_with("[\"k\"") => {}
                    None => heard.push(frame),
                }
            }
        }
        heard
    }

    pub(super) fn join(&mut self, id: u64, token: &str) -> Vec<String> {
        self.join_of("ledger", id, token)
    }

    pub(super) fn join_of(&mut self, module: &str, id: u64, token: &str) -> Vec<String> {
        self.say(&format!("[\"j\",{id},\"{module}\",\"{token}\",0]"))
    }

    pub(super) fn event(&mut self, id: u64, number: u64, handler: &str) -> Vec<String> {
        self.say(&format!("[\"e\",{id},{number},\"{handler}\",\"click\"]"))
    }

    /// Waits until the newest token has come.
    pub(super) fn wait(&mut self) {
        self.now += Duration::from_secs(2);
        self.hear();
    }

    /// Waits until the newest token has come, and gives it.
    pub(super) fn newest_token(&mut self) -> String {
        self.wait();
        self.token.clone().unwrap_or_default()
    }
}
