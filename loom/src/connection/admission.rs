//! Admission: the checks of a join or an event before anything is begun.

use std::{any::Any, time::Instant};

use loom_vocabulary::{Close, TOO_MUCH_KEPT};

use super::{
    connection::Connection,
    guard::{Access, Action, Refusal},
    joined_component::{Task, cost_of_state},
};
use crate::{
    actor::Entry,
    component::Surroundings,
    protocol::message::{Code, Dialect, JoinMessage, PropsMessage},
    token::{Expected, Opened, TokenError},
};

/// How many components of one instance a connection has at most. Only dialect 1 has more than one.
const TWINS: usize = 16;

impl Connection {
    /// Whether a component may join, and with what.
    pub(super) fn admit(
        &mut self,
        join: &JoinMessage<'_>,
        now: Instant,
    ) -> Result<(&'static Entry, Opened), (Code, &'static str)> {
        let limits = self.shared.guard.limits;
        if !self.allowance.joins.take(limits.joins, now) {
            return Err((Code::TooMany, "components join too fast"));
        }
        if self.components.key_of(&join.id).is_some() || self.pending.any(|joining| joining.id == join.id) {
            return Err((Code::DuplicateId, "the id is taken by another component"));
        }
        if self.ending.stopping {
            return Err((Code::Stopping, "the server is about to stop"));
        }
        if self.components.len() + self.pending.len() >= limits.components {
            return Err((Code::TooMany, "there are too many components on this connection"));
        }
        let Some(Ok(entry)) = self.shared.entry(&join.module) else {
            // Names of components are found out by trying them, as tokens are.
            self.failed_token(now);
            return Err((Code::UnknownModule, "there is no such component"));
        };
        match self.open(&join.token, &join.module, now) {
            Ok(opened) if self.twins(opened.claims.instance) >= TWINS => {
                Err((Code::TooMany, "this component has joined too often on this connection"))
            }
            Ok(opened) if !self.allowance.memory.fits(cost_of_state(opened.json.len()), &limits) => {
                Err((Code::TooMany, TOO_MUCH_KEPT))
            }
            Ok(opened) => Ok((entry, opened)),
            Err(error) => {
                self.note_refusal("a join was refused", error.reason(), cause(error), (&join.module, None), now);
                self.failed_token(now);
                Err((token_code(error), "the token is not valid here, or not any more"))
            }
        }
    }

    /// Gives a component that stays from page to page the props of the next one, which its server signed as a state that is still to be mounted.
    pub(super) fn take_page_props(&mut self, message: &PropsMessage<'_>, now: Instant) {
        let limits = self.shared.guard.limits;
        let id = &message.id;
        // A component that is not there has left.
        let Some(joined) = self.components.key_of(id).and_then(|key| self.components.get(key)) else { return };
        let (key, module, is_nested) = (joined.key, joined.actor.module(), joined.parent.is_some());
        if joined.queued() >= limits.waiting_events || !self.allowance.joins.take(limits.joins, now) {
            return self.outbox.refuse(Some(id), 0, Code::TooMany, "components are given props too fast");
        }
        match self.page_props(&message.token, module, is_nested, now) {
            Ok(_) if !self.may(module, Action::Mount, now) => {
                self.outbox.refuse(Some(id), 0, Code::Forbidden, "You may not see this.");
            }
            Ok(_) if !self.allowance.memory.fits(cost_of_state(message.token.len()), &limits) => {
                self.outbox.refuse(Some(id), 0, Code::TooMany, TOO_MUCH_KEPT);
            }
            Ok(props) => self.run_or_queue(key, Task::Props(props), now),
            Err(Code::StaleProps) => {
                self.outbox.refuse(Some(id), 0, Code::StaleProps, "the props are not to be had any more");
            }
            Err(_) => {
                self.failed_token(now);
                self.outbox.refuse(Some(id), 0, Code::BadToken, "the token is not one of the props of this component");
            }
        }
    }

    /// The props in a token that a page gave a component. Those that the server holds are held on, since the visitor may come back to the page.
    fn page_props(
        &self,
        token: &str,
        module: &str,
        is_nested: bool,
        now: Instant,
    ) -> Result<Box<dyn Any + Send>, Code> {
        let json = match self.open(token, module, now) {
            Ok(opened) if opened.claims.fresh && opened.claims.parent.is_none() && !is_nested => {
                let held = || self.shared.locations.held(opened.claims.instance).ok_or(Code::StaleProps);
                if opened.claims.held { held()? } else { opened.json }
            }
            Err(TokenError::Expired) => return Err(Code::StaleProps),
            _ => return Err(Code::BadToken),
        };
        let Some(Ok(entry)) = self.shared.entry(module) else { return Err(Code::BadToken) };
        (entry.props)(&json).map_err(|_| Code::BadToken)
    }

    /// Opens a token of a component, if its visitor is not disconnected.
    fn open(&self, token: &str, module: &str, now: Instant) -> Result<Opened, TokenError> {
        let opened = self.shared.keys.open(token, &self.expected(module, now))?;
        match self.shared.guard.revoked.refuses(&self.surroundings.visitor, opened.claims.issued) {
            true => Err(TokenError::Revoked),
            false => Ok(opened),
        }
    }

    /// Whether a join is one of before, said again: a client of dialect 1 joins twice when its socket opens. The first is answered.
    pub(super) fn repeats(&self, join: &JoinMessage<'_>, now: Instant) -> bool {
        if self.outbox.dialect() != Dialect::One {
            return false;
        }
        let Ok(opened) = self.shared.keys.open(&join.token, &self.expected(&join.module, now)) else { return false };
        let instance = opened.claims.instance;
        let is_joined = self.components.key_of(&join.id).and_then(|key| self.components.get(key));
        is_joined.is_some_and(|joined| joined.instance == instance)
            || self.pending.any(|joining| joining.id == join.id && joining.opened.claims.instance == instance)
    }

    /// The demands on the token of a join.
    fn expected<'e>(&'e self, module: &'e str, now: Instant) -> Expected<'e> {
        Expected { module, session: &self.peer.session, now: self.peer.unix(now), max_age: self.shared.terms.max_age }
    }

    /// How many components of this instance there are here. A page joins each once.
    fn twins(&self, instance: u64) -> usize {
        let waiting = self.pending.for_parent.waiting.iter();
        let waiting = waiting.filter(|joining| joining.opened.claims.instance == instance).count();
        self.components.iter().filter(|joined| joined.instance == instance).count() + waiting
    }

    /// Counts a token that was refused. A client that goes on showing such tokens is searching for one.
    fn failed_token(&mut self, now: Instant) {
        if let Some(visit) = &self.peer.visit {
            visit.failed_token(self.shared.guard.limits.failed_tokens_per_address, now);
        }
        if !self.allowance.failed_tokens.take(self.shared.guard.limits.failed_tokens, now) {
            self.ending.close(Close::TooManyRefusals);
        }
    }

    /// The action of a join that the application forbids the visitor, if there is one.
    pub(super) fn forbidden(&self, join: &JoinMessage<'_>, opened: &Opened, now: Instant) -> Option<Action<'static>> {
        let mounts = opened.claims.fresh.then_some(Action::Mount);
        [Action::Join].into_iter().chain(mounts).find(|action| !self.may(&join.module, *action, now))
    }

    /// Whether the application lets the visitor do something.
    pub(super) fn may(&self, component: &str, action: Action<'_>, now: Instant) -> bool {
        let Surroundings { visitor, state, .. } = &*self.surroundings;
        let allowed = self.shared.guard.authorize.allows(&Access { action, component, visitor, state });
        if !allowed {
            self.note_refusal(
                "`authorize` did not allow something",
                action.kind(),
                None,
                (component, action.name()),
                now,
            );
        }
        allowed
    }

    /// Puts a refusal into the log.
    fn note_refusal(
        &self,
        what: &'static str,
        reason: &'static str,
        cause: Option<&'static str>,
        (component, event): (&str, Option<&str>),
        now: Instant,
    ) {
        let address = self.peer.address();
        let (component, visitor) = (Some(component), Some(&self.surroundings.visitor));
        self.shared.guard.refusals.note(&Refusal { what, reason, cause, component, event, address, visitor }, now);
    }
}

/// The error code for a token that is refused.
const fn token_code(error: TokenError) -> Code {
    match error {
        TokenError::Expired | TokenError::FromTheFuture => Code::ExpiredToken,
        _ => Code::BadToken,
    }
}

/// The fault of the servers that may be behind a token that is refused.
const fn cause(error: TokenError) -> Option<&'static str> {
    match error {
        TokenError::UnknownKey => Some(
            "this process does not have the key. All processes of an application need the same `LOOM_SECRET`, and the one before it in \
             `Loom::builder().old_secret(..)` while it is changed",
        ),
        TokenError::FromTheFuture => Some(
            "the clocks of the servers differ by more than a minute. Keep them in step with NTP, or visitors who change from one process to another lose \
             their pages",
        ),
        _ => None,
    }
}
