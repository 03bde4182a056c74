//! Newer tokens, by which a client goes on where it was if this process does not know it any more.

use std::time::{Duration, Instant};

use super::{
    Shared,
    answer::{RenderFailure, guarded, silent},
    children::ChildTracker,
    clock::Moment,
    connection::{Connection, client},
    failure_text::with_reference,
    guard::ClientIdentity,
    joined_component::JoinedComponent,
    parking::Parked,
    remembered::Remembered,
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
    /// The secret fields cannot be encrypted.
    fn token(&self, saving: Saving, claims: Claims, module: &str, session: &str, json: &str) -> Result<(String, bool)> {
        let mut claims = Claims { schema: saving.schema, ..claims };
        // The state grows by a third in the token.
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
    /// The secret fields cannot be encrypted, or no state may wait on the server.
    pub(crate) fn first_token(
        &self,
        saving: Saving,
        claims: &Claims,
        module: &str,
        client: ClientIdentity<'_>,
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
                client: self.locations.client(client),
                lease: self.guard.accounts(client.address).lease(0),
            };
            self.locations.hold(instance, parked, Instant::now());
        }
        Ok(token)
    }
}

impl Connection {
    /// Remembers that a component's client is to be given a newer token after a while. If the connection breaks, the client
    /// comes back with the last that it has.
    pub(super) fn owe_token(&mut self, key: u64, after: Duration, now: Instant) {
        if self.outbox.dialect() == Dialect::One {
            return;
        }
        let stopping = self.stopping;
        let Some(joined) = self.component(key) else { return };
        if joined.actor.saving().resume == Resume::None {
            return;
        }
        let due = if stopping {
            now
        } else {
            let between = if joined.is_held { BETWEEN_TRIES } else { BETWEEN_TOKENS };
            let due = now + after;
            joined.token_tried.map_or(due, |tried| due.max(tried + between))
        };
        joined.token_due = Some(joined.token_due.map_or(due, |known| known.min(due)));
        self.token_due = Some(self.token_due.map_or(due, |known| known.min(due)));
    }

    /// Remembers that a component's client is to be given a newer token before the one that it has is too old. `age` is how old that is.
    pub(super) fn owe_token_in_time(&mut self, key: u64, age: Duration, now: Instant) {
        self.owe_token(key, (self.shared.terms.max_age / 2).saturating_sub(age), now);
    }

    /// Sends the newer tokens that are due.
    pub(super) fn send_tokens(&mut self, now: Instant) {
        let due = self.components.iter().filter(|joined| joined.token_due.is_some_and(|due| due <= now));
        let keys: Vec<u64> = due.map(|joined| joined.key).collect();
        for key in keys {
            let Some(joined) = self.component(key) else { continue };
            if joined.actor.is_busy() || joined.dirty {
                joined.token_due = Some(now + BETWEEN_TOKENS);
            } else {
                self.send_token(key, now);
            }
        }
        self.token_due = self.components.iter().filter_map(|joined| joined.token_due).min();
    }

    /// Sends a component's newest token.
    pub(super) fn send_token(&mut self, key: u64, now: Instant) {
        let moment = self.clock.at(now);
        let half = self.shared.terms.max_age / 2;
        let Some(index) = self.find_key(key) else { return };
        let Some(joined) = self.components.get_mut(index) else { return };
        // The token of a state that waits on the server stays the same until it is too old.
        let is_old = joined.token_sent.is_none_or(|sent| sent + half <= now);
        joined.token_due = None;
        joined.token_tried = Some(now);
        let newer = newer_token(joined, &self.shared, client(&self.session, self.visit.as_ref()), moment);
        self.weigh(key);
        let Some(joined) = self.components.get_mut(index) else { return };
        match newer {
            Ok((_, true)) if joined.is_held && !is_old => {}
            Ok((token, is_held)) => {
                joined.token_sent = Some(now);
                joined.renewed = joined.version.count();
                joined.is_held = is_held;
                let id = joined.id.clone();
                self.outbox.say(ServerMessage::Token { id: &id, token: &token });
            }
            Err(error) => match joined.actor.save() {
                Ok(_) => {
                    tracing::error!(component = joined.actor.module(), error = %Escaped(&error), "no newer token could be made");
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
        while let Some(joined) = self.component(key)
            && joined.actor.save().is_err()
        {
            joined.version = joined.version.next();
            if joined.actor.undo() == Undone::Nothing {
                break;
            }
        }
        self.send_patch(key, None, now);
        let reference = Reference::new();
        let Some(joined) = self.component(key) else { return };
        tracing::error!(component = joined.actor.module(), %reference, error = %Escaped(error), "a state that cannot be saved was undone");
        let details = if self.shared.guard.show_errors { error.to_string() } else { String::new() };
        let text = with_reference("This did not work. The last changes may be lost.", &details, reference);
        self.refuse_event(key, 0, Code::Panicked, &text);
    }

    /// The server is about to stop: nobody joins any more, and what has changed is in a token before the client hears of it.
    pub(crate) fn stop(&mut self, now: Instant) {
        self.stopping = true;
        self.refuse_waiting();
        if self.outbox.dialect() == Dialect::One {
            return;
        }
        for joined in &mut self.components {
            let is_newer = joined.version.count() > joined.renewed && joined.actor.saving().resume == Resume::Token;
            joined.token_due = is_newer.then_some(now);
        }
        self.token_due = self.components.iter().filter_map(|joined| joined.token_due).min();
    }

    /// Whether the server is about to stop and there is nothing more to do here: no handler runs, and the client has been told of
    /// all that changed.
    pub(crate) fn has_stopped(&self) -> bool {
        self.stopping && self.busy == 0 && !self.dirty && !self.held_up && self.token_due.is_none() && !self.has_frame()
    }
}

/// A token for the component as it is now, and whether the state is not in it.
fn newer_token(
    joined: &mut JoinedComponent,
    shared: &Shared,
    client: ClientIdentity<'_>,
    moment: Moment,
) -> Result<(String, bool)> {
    let json = joined.actor.save()?;
    joined.saved_bytes = json.len();
    let mut tracker =
        ChildTracker::new(shared, client, joined.instance, joined.birth, moment).knowing(joined.print.kin());
    let (print, digest) = guarded(|| silent(joined, &mut tracker)).map_err(RenderFailure::into_error)?;
    let children = print.kin().ids().iter().copied().filter(|id| id.birth != 0).collect();
    let JoinedComponent { instance, parent, version, last_event, .. } = *joined;
    let claims = Claims {
        issued: moment.unix(),
        instance,
        parent,
        digest,
        children,
        version,
        last_event,
        answers: joined.answers(),
        ..Claims::default()
    };
    shared.token(joined.actor.saving(), claims, joined.actor.module(), client.session, &json)
}
