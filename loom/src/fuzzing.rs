//! Internals for the fuzz targets. Only compiled under `--cfg fuzzing`.
#![allow(missing_docs, missing_debug_implementations, reason = "for the fuzz targets only")]

use std::{
    sync::Arc,
    task::{Context, Waker},
    time::{Duration, Instant},
};

pub use crate::protocol::{handler, message};
use crate::{
    Limits,
    component::{AppState, Registry, Visitor},
    connection::{Arrival, Connection, Shared, Terms, guard::Guard},
    protocol::{Frame, message::Dialect},
    token::{Claims, Expected, Keys},
};

/// JSON that is written by hand.
pub mod json {
    pub use crate::json::*;
}

/// When everything begins, in seconds since 1970.
const BEGUN: u64 = 1_000_000;

/// The keys of a server, for one time and one age of tokens.
pub struct Signer {
    keys: Keys,
}

impl Signer {
    pub fn new(secret: &[u8]) -> Self {
        Self { keys: Keys::new(secret) }
    }

    /// A token of a state, with a digest of its props.
    pub fn sign(&self, digest: u64, module: &str, session: &str, state: &str) -> String {
        let claims = Claims { issued: BEGUN, digest, ..Claims::default() };
        self.keys.sign(&claims, module, session, state)
    }

    /// The state and the digest, if the token opens the component for this session.
    pub fn open(&self, token: &str, module: &str, session: &str) -> Option<(String, u64)> {
        let expected = Expected { module, session, now: BEGUN, max_age: Duration::from_secs(60) };
        self.keys.open(token, &expected).ok().map(|opened| (opened.json, opened.claims.digest))
    }
}

/// One process of an application, without sockets. Time passes where it is told to.
pub struct Process {
    shared: Arc<Shared>,
    pub now: Instant,
}

/// The counts of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    pub components: usize,
    pub connections: usize,
    pub parked: usize,
    pub parked_bytes: usize,
}

impl Process {
    /// # Panics
    /// The components of the program are not right.
    pub fn start(limits: Limits) -> Self {
        let registry = Registry::collect().unwrap_or_else(|error| unreachable!("{error}"));
        let keys = Keys::new(b"the secret of the fuzz targets, of many bytes");
        let terms = Terms::default();
        // One client makes them all.
        let limits = Limits { parked_bytes_per_client: terms.park.bytes, ..limits };
        let guard = Guard { limits, ..Guard::default() };
        let shared = Shared::new(keys, terms, guard, registry, AppState::default());
        Self { shared: Arc::new(shared), now: Instant::now() }
    }

    /// The token of a page that shows a component of this instance, whose `mount` has run.
    pub fn token(&self, module: &str, instance: u64, state: &str) -> String {
        let claims = Claims { issued: BEGUN, instance, ..Claims::default() };
        self.shared.keys.sign(&claims, module, "visitor", state)
    }

    /// A socket of the page of this number.
    pub fn open(&self, dialect: Dialect, page: u64) -> Socket {
        let arrival = Arrival {
            dialect,
            session: "visitor",
            page,
            socket_number: 0,
            version: None,
            visit: None,
            visitor: Visitor::new("v"),
            now: self.now,
            unix: BEGUN,
        };
        Socket { connection: Connection::new(self.shared.clone(), arrival) }
    }

    pub fn counts(&self) -> Counts {
        let (parked, parked_bytes) = self.shared.locations.parked(self.now);
        let Shared { components, connections, .. } = &*self.shared;
        Counts { components: components.get(), connections: connections.get(), parked, parked_bytes }
    }

    /// How long a component waits for its client.
    pub fn patience(&self) -> Duration {
        self.shared.terms.park.time
    }
}

/// A client's connection.
pub struct Socket {
    connection: Connection,
}

impl Socket {
    /// Hands in a text frame. Whether it was taken: nothing is while too much waits to be sent, and nothing once the connection is to end.
    pub fn receive(&mut self, frame: &str, now: Instant) -> bool {
        let takes = self.connection.has_room(0) && self.connection.closing().is_none();
        if takes {
            self.connection.receive(&frame.into(), now);
        }
        takes
    }

    pub fn receive_binary(&mut self, now: Instant) {
        self.connection.receive(&Frame::from(&[0_u8][..]), now);
    }

    /// Does what can be done, for a client that has read everything, and gives what is sent.
    /// How many bytes are counted as kept for the client, if that is what there is.
    pub fn kept_bytes(&self) -> Option<usize> {
        self.connection.kept_bytes()
    }

    pub fn hear(&mut self, now: Instant) -> Vec<String> {
        let mut heard = Vec::new();
        for _ in 0..8 {
            self.connection.work(&mut Context::from_waker(Waker::noop()), true, now);
            let frames = std::iter::from_fn(|| self.connection.next_frame());
            heard.extend(frames.filter_map(|frame| frame.as_text().map(str::to_owned)));
        }
        heard
    }

    /// Does what can be done, for a client that reads nothing.
    pub fn work(&mut self, now: Instant) {
        self.connection.work(&mut Context::from_waker(Waker::noop()), false, now);
    }

    /// Whether the server is going to close it.
    pub fn is_closing(&self) -> bool {
        self.connection.closing().is_some()
    }

    /// The client says that it does not come back.
    pub fn left(&mut self) {
        self.connection.client_left();
    }
}
