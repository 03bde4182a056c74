//! Newer tokens, by which a client goes on where it was if this process does not know it any more.

use std::time::{Duration, Instant};

use super::{
    Shared,
    answer::{guarded, silent},
    connection::Connection,
    host::Nest,
    live_socket::LiveSocketState,
};
use crate::{
    Result,
    protocol::message::{Dialect, ServerMessage},
    token::Claims,
};

/// How far apart two newer tokens of a component are at least: making one costs more than an event.
const BETWEEN_TOKENS: Duration = Duration::from_secs(1);

impl Connection {
    /// Remembers that a component's client is to be given a newer token after a while. If the connection breaks, the client
    /// comes back with the last that it has.
    pub(super) fn owe_token(&mut self, key: u64, after: Duration, now: Instant) {
        if self.encoder.dialect() == Dialect::One {
            return;
        }
        let mut due = now + after;
        let stopping = self.stopping;
        if let Some(state) = self.socket(key) {
            due = state.token_sent.map_or(due, |sent| due.max(sent + BETWEEN_TOKENS));
            if stopping {
                due = now;
            }
            state.token_due = Some(state.token_due.map_or(due, |known| known.min(due)));
        }
        self.token_due = Some(self.token_due.map_or(due, |known| known.min(due)));
    }

    /// Sends the newer tokens that are due.
    pub(super) fn send_tokens(&mut self, now: Instant) {
        let due = self.sockets.iter().filter(|state| state.token_due.is_some_and(|due| due <= now));
        let keys: Vec<u64> = due.map(|state| state.key).collect();
        for key in keys {
            let Some(state) = self.socket(key) else { continue };
            if state.socket.is_busy() || state.dirty {
                state.token_due = Some(now + BETWEEN_TOKENS);
            } else {
                self.send_token(key, now);
            }
        }
        self.token_due = self.sockets.iter().filter_map(|state| state.token_due).min();
    }

    /// Sends a component's newest token.
    pub(super) fn send_token(&mut self, key: u64, now: Instant) {
        let unix = self.unix(now);
        let Some(index) = self.find_key(key) else { return };
        let Some(state) = self.sockets.get_mut(index) else { return };
        state.token_due = None;
        state.token_sent = Some(now);
        state.renewed = state.version;
        match newer_token(state, &self.shared, &self.session, unix) {
            Ok(token) => {
                let id = state.id.clone();
                self.say(ServerMessage::Token { id: &id, token: &token });
            }
            Err(error) => tracing::error!(component = state.socket.module(), %error, "no newer token could be made"),
        }
    }

    /// The server is about to stop: nobody joins any more, and what has changed is in a token before the client hears of it.
    pub(crate) fn stop(&mut self, now: Instant) {
        self.stopping = true;
        self.refuse_waiting();
        if self.encoder.dialect() == Dialect::One {
            return;
        }
        for state in &mut self.sockets {
            state.token_due = (state.version > state.renewed).then_some(now);
        }
        self.token_due = self.sockets.iter().filter_map(|state| state.token_due).min();
    }

    /// Whether the server is about to stop and there is nothing more to do here: no handler runs, and the client has been told of
    /// all that changed.
    pub(crate) fn has_stopped(&self) -> bool {
        self.stopping && self.busy == 0 && !self.dirty && self.token_due.is_none() && !self.has_frame()
    }
}

/// A token for the component as it is now.
fn newer_token(state: &LiveSocketState, shared: &Shared, session: &str, unix: u64) -> Result<String> {
    let json = state.socket.save()?;
    let mut nest = Nest::new(shared, session, state.instance, unix);
    let digest = guarded(|| silent(state, &mut nest)).map_or(0, |(_, digest)| digest);
    let LiveSocketState { instance, parent, version, last_event, .. } = *state;
    let claims = Claims { issued: unix, instance, parent, digest, fresh: false, version, last_event };
    Ok(shared.keys.sign(&claims, state.socket.module(), session, &json))
}
