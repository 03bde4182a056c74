//! Newer tokens, by which a client goes on where it was if this process does not know it any more.

use std::time::{Duration, Instant};

use super::{
    Shared,
    answer::{Broken, guarded, silent},
    clock::Moment,
    connection::{Connection, client},
    guard::Client,
    host::Nest,
    live_socket::LiveSocketState,
    parking::Parked,
    remembered::Remembered,
    told::sentence,
};
use crate::{
    Error, Result,
    actor::{Reference, Undone},
    component::{Resume, Saving},
    log::Escaped,
    protocol::message::{Code, Dialect, ServerMessage},
    token::Claims,
};

/// How far apart two newer tokens of a component are at least: making one costs more than an event.
const BETWEEN_TOKENS: Duration = Duration::from_secs(1);

/// How far apart it is tried at least whether a state that was too large for a token has become smaller. To find out costs as much as a token.
const BETWEEN_TRIES: Duration = Duration::from_secs(30);

impl Shared {
    /// A token of a component's state, or of where that waits on the server: where its type says so, or it is too large for a token.
    /// Whether it is the latter.
    ///
    /// # Errors
    /// What is secret cannot be encrypted.
    fn token(&self, saving: Saving, claims: Claims, module: &str, session: &str, json: &str) -> Result<(String, bool)> {
        let mut claims = Claims { schema: saving.schema, ..claims };
        // What goes into the token grows by a third.
        let is_large = json.len() / 3 * 4 > self.terms.max_token;
        claims.held = match saving.resume {
            Resume::Token => is_large && !self.terms.park.time.is_zero(),
            Resume::Server => true,
            Resume::None => false,
        };
        if claims.held && saving.resume == Resume::Token {
            self.warn_of_size(module, json.len());
        }
        let token = match claims.held {
            true => self.keys.sign(&claims, module, session, "null"),
            false => self.keys.sign_hidden(&claims, module, session, json, saving.hidden)?,
        };
        Ok((token, claims.held))
    }

    /// A token of a component that is on no connection yet. Where the state is not in it, it waits on the server.
    ///
    /// # Errors
    /// What is secret cannot be encrypted, or nothing is to wait on the server.
    pub(crate) fn first_token(
        &self,
        saving: Saving,
        claims: &Claims,
        module: &str,
        client: Client<'_>,
        json: String,
    ) -> Result<String> {
        if saving.resume == Resume::Server && self.terms.park.time.is_zero() {
            return Err(Error::msg(format_args!(
                "the state of `{module}` waits on the server (`resume = \"server\"`), and `Loom::builder().park(..)` says that nothing does"
            )));
        }
        let (token, is_held) = self.token(saving, claims.clone(), module, client.session, &json)?;
        if is_held {
            let Claims { version, last_event, fresh, instance, .. } = *claims;
            let parked = Parked {
                saved: json,
                version,
                last_event,
                fresh,
                remembered: Remembered::default(),
                calls: Vec::new(),
                kin: claims.kin(),
                client: self.places.client(client),
                lease: self.guard.accounts(client.address).lease(0),
            };
            self.places.hold(instance, parked, Instant::now());
        }
        Ok(token)
    }
}

impl Connection {
    /// Remembers that a component's client is to be given a newer token after a while. If the connection breaks, the client
    /// comes back with the last that it has.
    pub(super) fn owe_token(&mut self, key: u64, after: Duration, now: Instant) {
        if self.encoder.dialect() == Dialect::One {
            return;
        }
        let stopping = self.stopping;
        let Some(state) = self.socket(key) else { return };
        if state.socket.saving().resume == Resume::None {
            return;
        }
        let due = if stopping {
            now
        } else {
            let between = if state.is_held { BETWEEN_TRIES } else { BETWEEN_TOKENS };
            let due = now + after;
            state.token_tried.map_or(due, |tried| due.max(tried + between))
        };
        state.token_due = Some(state.token_due.map_or(due, |known| known.min(due)));
        self.token_due = Some(self.token_due.map_or(due, |known| known.min(due)));
    }

    /// Remembers that a component's client is to be given a newer token before the one that it has is too old. `age` is how old that is.
    pub(super) fn owe_token_in_time(&mut self, key: u64, age: Duration, now: Instant) {
        self.owe_token(key, (self.shared.terms.max_age / 2).saturating_sub(age), now);
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
        let moment = self.clock.at(now);
        let half = self.shared.terms.max_age / 2;
        let Some(index) = self.find_key(key) else { return };
        let Some(state) = self.sockets.get_mut(index) else { return };
        // The token of a state that waits on the server stays the same until it is too old.
        let is_old = state.token_sent.is_none_or(|sent| sent + half <= now);
        state.token_due = None;
        state.token_tried = Some(now);
        let newer = newer_token(state, &self.shared, client(&self.session, self.visit.as_ref()), moment);
        self.weigh(key);
        let Some(state) = self.sockets.get_mut(index) else { return };
        match newer {
            Ok((_, true)) if state.is_held && !is_old => {}
            Ok((token, is_held)) => {
                state.token_sent = Some(now);
                state.renewed = state.version.count();
                state.is_held = is_held;
                let id = state.id.clone();
                self.say(ServerMessage::Token { id: &id, token: &token });
            }
            Err(error) => match state.socket.save() {
                Ok(_) => {
                    tracing::error!(component = state.socket.module(), error = %Escaped(&error), "no newer token could be made");
                }
                Err(error) => return self.undo_unsaved(key, &error, now),
            },
        }
        if !self.stopping {
            self.owe_token_in_time(key, Duration::ZERO, now);
        }
    }

    /// Has a component whose state cannot be saved go back to one that can be, and says so: it could neither be undone nor come back.
    fn undo_unsaved(&mut self, key: u64, error: &Error, now: Instant) {
        while let Some(state) = self.socket(key)
            && state.socket.save().is_err()
        {
            state.version = state.version.next();
            if state.socket.undo() == Undone::Nothing {
                break;
            }
        }
        self.send_patch(key, None, now);
        let reference = Reference::new();
        let Some(state) = self.socket(key) else { return };
        tracing::error!(component = state.socket.module(), %reference, error = %Escaped(error), "a state that cannot be saved was undone");
        let details = if self.shared.guard.show_errors { error.to_string() } else { String::new() };
        let text = sentence("This did not work. The last changes may be lost.", &details, reference);
        self.refuse_event(key, 0, Code::Panicked, &text);
    }

    /// The server is about to stop: nobody joins any more, and what has changed is in a token before the client hears of it.
    pub(crate) fn stop(&mut self, now: Instant) {
        self.stopping = true;
        self.refuse_waiting();
        if self.encoder.dialect() == Dialect::One {
            return;
        }
        for state in &mut self.sockets {
            let is_newer = state.version.count() > state.renewed && state.socket.saving().resume == Resume::Token;
            state.token_due = is_newer.then_some(now);
        }
        self.token_due = self.sockets.iter().filter_map(|state| state.token_due).min();
    }

    /// Whether the server is about to stop and there is nothing more to do here: no handler runs, and the client has been told of
    /// all that changed.
    pub(crate) fn has_stopped(&self) -> bool {
        self.stopping && self.busy == 0 && !self.dirty && !self.held_up && self.token_due.is_none() && !self.has_frame()
    }
}

/// A token for the component as it is now, and whether the state is not in it.
fn newer_token(
    state: &mut LiveSocketState,
    shared: &Shared,
    client: Client<'_>,
    moment: Moment,
) -> Result<(String, bool)> {
    let json = state.socket.save()?;
    state.saved_bytes = json.len();
    let mut nest = Nest::new(shared, client, state.instance, state.birth, moment).knowing(state.print.kin());
    let (print, digest) = guarded(|| silent(state, &mut nest)).map_err(Broken::into_error)?;
    let children = print.kin().ids().iter().copied().filter(|id| id.birth != 0).collect();
    let LiveSocketState { instance, parent, version, last_event, .. } = *state;
    let claims = Claims {
        issued: moment.unix(),
        instance,
        parent,
        digest,
        children,
        version,
        last_event,
        answers: state.answers(),
        ..Claims::default()
    };
    shared.token(state.socket.saving(), claims, state.socket.module(), client.session, &json)
}
