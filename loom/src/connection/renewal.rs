//! Newer tokens: each component's client is given one after its state has changed, and before the last is too old.

use std::time::{Duration, Instant};

use super::{
    connection::Connection, failure_text::with_reference, joined_component::JoinedComponent,
    token_schedule::BETWEEN_TOKENS, tokens::newer_token,
};
use crate::{
    Error,
    actor::{Reference, Undone},
    log::Escaped,
    protocol::message::{Code, Id, ServerMessage},
};

impl Connection {
    /// Remembers that a component's client is to be given a newer token after a while.
    pub(super) fn owe_token(&mut self, key: u64, after: Duration, now: Instant) {
        if self.peer.resumes
            && let Some(joined) = self.components.get_mut(key)
        {
            self.tokens.owe(joined, after, self.ending.stopping, now);
        }
    }

    /// Remembers that a component's client is to be given a newer token before the one that it has is too old. `age` is how old that is.
    pub(super) fn owe_token_in_time(&mut self, key: u64, age: Duration, now: Instant) {
        self.owe_token(key, (self.shared.terms.max_age / 2).saturating_sub(age), now);
    }

    /// Sends the newer tokens that are due.
    pub(super) fn send_tokens(&mut self, now: Instant) {
        for key in self.components.keys(|joined| joined.token_due.is_some_and(|due| due <= now)) {
            let Some(joined) = self.components.get_mut(key) else { continue };
            if joined.actor.is_busy() || joined.dirty {
                joined.token_due = Some(now + BETWEEN_TOKENS);
            } else {
                self.send_token(key, now);
            }
        }
        self.tokens.set(self.components.token_due());
    }

    /// Sends a component's newest token.
    pub(super) fn send_token(&mut self, key: u64, now: Instant) {
        let half = self.shared.terms.max_age / 2;
        let Some(joined) = self.components.get_mut(key) else { return };
        // The token of a state that waits on the server stays the same until it is too old.
        let is_old = joined.token_sent.is_none_or(|sent| sent + half <= now);
        joined.token_due = None;
        joined.token_tried = Some(now);
        let newer = newer_token(joined, self.peer.render_context(&self.shared, now));
        self.allowance.weigh(joined);
        match newer {
            Ok((_, true)) if joined.is_held && !is_old => {}
            Ok((token, is_held)) => {
                joined.token_sent = Some(now);
                joined.renewed = joined.version.count();
                joined.is_held = is_held;
                self.outbox.say(ServerMessage::Token { id: &joined.id, token: &token });
            }
            Err(error) => match joined.actor.save() {
                Ok(_) => {
                    tracing::error!(component = joined.actor.module(), error = %Escaped(&error), "no newer token could be made");
                }
                Err(error) => return self.undo_unsaved(key, &error, now),
            },
        }
        if !self.ending.stopping {
            self.owe_token_in_time(key, Duration::ZERO, now);
        }
    }

    /// Takes out a component whose page the client keeps for going back, and those nested in it. The client is told their newest tokens first. Their
    /// states wait for it as after a break, since it may come back before it has heard of them.
    pub(super) fn put_aside(&mut self, id: &Id, now: Instant) {
        let Some(key) = self.components.key_of(id) else { return };
        for key in self.components.family(key) {
            if self.components.get(key).is_some_and(|joined| joined.dirty && joined.is_free()) {
                self.send_patch(key, None, now);
            }
            let is_behind = |joined: &JoinedComponent| joined.is_free() && joined.renewed != joined.version.count();
            if self.components.get(key).is_some_and(is_behind) {
                self.send_token(key, now);
            }
        }
        for id in self.take_out(key, true) {
            self.outbox.say(ServerMessage::PutAside { id: &id });
        }
    }

    /// Has a component whose state cannot be saved go back to one that can be, and says so: it could neither be undone nor come back.
    fn undo_unsaved(&mut self, key: u64, error: &Error, now: Instant) {
        while let Some(joined) = self.components.get_mut(key)
            && joined.actor.save().is_err()
        {
            joined.version = joined.version.next();
            if joined.actor.undo() == Undone::Nothing {
                break;
            }
        }
        self.send_patch(key, None, now);
        let reference = Reference::new();
        let Some(joined) = self.components.get_mut(key) else { return };
        tracing::error!(component = joined.actor.module(), %reference, error = %Escaped(error), "a state that cannot be saved was undone");
        let details = if self.shared.guard.show_errors { error.to_string() } else { String::new() };
        let text = with_reference("This did not work. The last changes may be lost.", &details, reference);
        self.refuse_event(key, 0, Code::Panicked, &text);
    }
}
