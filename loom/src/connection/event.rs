//! Events, pushes, props and callbacks: what makes a component change.

use std::time::{Duration, Instant};

use loom_vocabulary::TOO_MUCH_KEPT;
use tracing::field::Empty;

use super::{
    address::AddressChange,
    connection::Connection,
    guard::Action,
    joined_component::{Doing, Task},
    routed_call::RoutedCall,
};
use crate::{
    actor::{Call, Failure},
    component::{BindError, Outcome, ParentCall, Payload},
    protocol::message::{Code, Dialect, EventMessage, Reply, SpecialVars},
};

/// How often a client may send one event. It sends an event again if its connection broke before the answer, and it may be the event that broke it, by
/// ending the process: this one is not to be the next.
const ATTEMPTS: u32 = 2;

/// How long after a push the client is given a newer token. After an event it is given one at once.
const AFTER_PUSH: Duration = Duration::from_secs(10);

impl Connection {
    /// Takes an event of the client. It is always answered.
    pub(super) fn event(&mut self, message: EventMessage<'_>, now: Instant) {
        let EventMessage { id, event } = message;
        if !self.allowance.events.take(self.shared.guard.limits.events, now) {
            return self.outbox.refuse(
                Some(&id),
                event.number,
                Code::TooFast,
                "Too fast: wait a moment and try again.",
            );
        }
        let is_partial = self.outbox.dialect() == Dialect::One;
        let key = self.components.key_of(&id);
        let Some((key, joined)) = key.and_then(|key| Some((key, self.components.get_mut(key)?))) else {
            let (code, message) = self.absent(&id);
            return self.outbox.refuse(Some(&id), event.number, code, message);
        };
        if joined.heard_before(event.number) {
            self.allowance.weigh(joined);
        }
        if joined.doing == Doing::Handling(Some(event.number)) && event.number != 0 {
            return; // It was sent twice, and is answered when it is done.
        }
        if joined.has_handled(event.number) {
            return self.answer_again(key, event.number);
        }
        let locals = event.special_vars.as_deref().and_then(|vars| vars.locals.as_deref());
        if locals.is_some_and(|locals| locals.len() > self.shared.guard.limits.local_bytes) {
            return self.refuse_event(key, event.number, Code::BadPayload, LOCALS);
        }
        if event.attempt > ATTEMPTS {
            tracing::warn!(
                component = joined.actor.module(),
                event = &*event.handler,
                attempt = event.attempt,
                "an event is not handled: each time that it was sent before, the connection broke before its answer"
            );
            return self.outbox.refuse(Some(&id), event.number, Code::GivenUp, GIVEN_UP);
        }
        let free = joined.is_free();
        let call =
            Call { handler: event.handler, payload: payload(event.special_vars, is_partial), number: event.number };
        if free {
            self.run_event(key, &event.event, call, now);
        } else {
            self.enqueue(key, Task::Event { event: event.event.into(), call: call.into_owned() });
        }
    }

    /// Keeps a task for a component that is busy, or refuses it.
    pub(super) fn enqueue(&mut self, key: u64, task: Task) {
        let limits = self.shared.guard.limits;
        let Some(joined) = self.components.get_mut(key) else { return };
        let bytes = task.bytes();
        let reason = match task {
            Task::Event { .. } if joined.queued() >= limits.waiting_events => {
                Some("the component is busy, and too many events wait for it")
            }
            Task::Event { .. } if !self.allowance.memory.take(bytes, &limits) => Some(TOO_MUCH_KEPT),
            Task::Push(_) | Task::Callback(_)
                if joined.queued() >= super::TASKS || !self.allowance.memory.take(bytes, &limits) =>
            {
                tracing::warn!(
                    component = joined.actor.module(),
                    "a push was dropped: too many wait for the component"
                );
                return;
            }
            Task::Props(_) => {
                // There are as many as its parent renders, and the newest has to come.
                self.allowance.memory.owe(bytes);
                None
            }
            _ => None,
        };
        match (reason, task) {
            (Some(reason), Task::Event { call, .. }) => {
                let id = joined.id.clone();
                self.outbox.refuse(Some(&id), call.number, Code::TooMany, reason);
            }
            (_, task) => joined.queue(task),
        }
    }

    /// Has a component that is not busy do something.
    pub(super) fn run(&mut self, key: u64, task: Task, now: Instant) {
        match task {
            Task::Event { event, call } => self.run_event(key, &event, call, now),
            Task::Callback(RoutedCall { from, call: ParentCall { handler, detail }, .. }) => {
                let Some(joined) = self.components.get_mut(key) else { return };
                if !joined.print.kin().has(from) {
                    let component = joined.actor.module();
                    tracing::debug!(
                        component,
                        handler = &*handler,
                        "a callback is dropped: its component is not shown any more"
                    );
                    return;
                }
                joined.version = joined.version.next();
                let payload = Some(Box::new(Payload { detail: Some(detail), ..Payload::default() }));
                let call = Call { handler: (*handler).into(), payload, number: 0 };
                self.handle(key, None, call, now);
            }
            Task::Push(push) => {
                let Some(joined) = self.components.get_mut(key) else { return };
                joined.version = joined.version.next();
                let turn = joined.actor.push(push, now);
                self.handle_turn(key, Doing::Handling(None), turn, now);
                self.weigh_anew(key, 0);
            }
            Task::Props(props) => {
                let Some(joined) = self.components.get_mut(key) else { return };
                joined.version = joined.version.next();
                if joined.actor.take_props(props) {
                    self.mark(key, now);
                }
            }
        }
    }

    /// Runs an event, if what the client sees offers it.
    fn run_event(&mut self, key: u64, event: &str, call: Call<'_>, now: Instant) {
        let Some(joined) = self.components.get_mut(key) else { return };
        if joined.has_handled(call.number) {
            // It was sent twice, and waited twice.
            return self.answer_again(key, call.number);
        }
        if self.components.outermost_changed(key).is_some() && !self.renders_first(key, call.number, now) {
            return;
        }
        let Some(joined) = self.components.get_mut(key) else { return };
        joined.last_event = call.number;
        let follows = joined.follows(event, &call);
        let chosen = || event == "change" && call.is_choice(&joined.print);
        if !(follows || joined.print.offers(event, &call.handler) || chosen()) {
            tracing::debug!(component = joined.actor.module(), event, handler = &*call.handler, "not offered");
            return self.refuse_event(key, call.number, Code::UnknownHandler, "the page does not offer this now");
        }
        if call.is_beyond_client(event, &joined.print) {
            return self.refuse_event(key, call.number, Code::BadPayload, BEYOND);
        }
        let (component, name) = (joined.actor.module(), call.field().map_or(call.parts().0, |_| &call.handler));
        let heard = call.field().and_then(|path| joined.actor.changed(path));
        let may = self.may(component, Action::Event(name), now)
            && heard.is_none_or(|handler| self.may(component, Action::Event(handler), now));
        if !may {
            return self.refuse_event(key, call.number, Code::Forbidden, "You may not do this.");
        }
        // Where a component holds too much already, nothing more comes to it.
        let brought = call.brings();
        if !self.allowance.memory.take(brought, &self.shared.guard.limits) {
            return self.refuse_event(key, call.number, Code::TooMany, TOO_MUCH_KEPT);
        }
        let Some(joined) = self.components.get_mut(key) else { return };
        joined.version = joined.version.next();
        joined.counted += brought;
        joined.saved_bytes += brought;
        match call.field() {
            Some(_) => self.bind(key, &call, now),
            None => self.handle(key, Some(call.number), call, now),
        }
        self.weigh_anew(key, brought);
    }

    /// Counts what a component takes of memory, if its state was saved before what ran last, which `brought` so many bytes.
    fn weigh_anew(&mut self, key: u64, brought: usize) {
        let Some(joined) = self.components.get_mut(key) else { return };
        if let Some(length) = joined.actor.new_length() {
            joined.saved_bytes = length + brought;
            self.weigh(key);
        }
    }

    /// Renders what has changed before an event is held against it. Whether its component is there after that; if not, the event is answered.
    fn renders_first(&mut self, key: u64, number: u64, now: Instant) -> bool {
        let Some(id) = self.components.get_mut(key).map(|joined| joined.id.clone()) else { return false };
        self.bring_up_to_date(key, now);
        let is_there = self.components.get(key).is_some();
        if !is_there {
            let (code, message) = self.absent(&id);
            self.outbox.refuse(Some(&id), number, code, message);
        }
        is_there
    }

    /// Has the component handle a call. `number` is that of the event to answer.
    fn handle(&mut self, key: u64, number: Option<u64>, call: Call<'_>, now: Instant) {
        let Some(joined) = self.components.get_mut(key) else { return };
        let (component, event) = (joined.actor.module(), call.parts().0);
        let span = tracing::debug_span!("event", component, event, micros = Empty, bytes = Empty);
        let measured = (!span.is_disabled()).then(|| (Instant::now(), self.outbox.bytes()));
        let _entered = span.enter();
        let Some(joined) = self.components.get_mut(key) else { return };
        let turn = joined.actor.event(call, now);
        self.handle_turn(key, Doing::Handling(number), turn, now);
        if let Some((began, bytes)) = measured {
            // Of an `async` handler this is its beginning only; its answer comes later.
            span.record("micros", u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX));
            span.record("bytes", self.outbox.bytes().saturating_sub(bytes));
            tracing::debug!("handled");
        }
    }

    /// Sets a two-way bound field.
    fn bind(&mut self, key: u64, call: &Call<'_>, now: Instant) {
        let Some(joined) = self.components.get_mut(key) else { return };
        let id = joined.id.clone();
        let field = call.field().unwrap_or_default();
        let Some(input) = call.input() else {
            return self.refuse_event(key, call.number, Code::BadPayload, "the event carries no value");
        };
        match joined.actor.bind(field, input, now) {
            None => self.refuse_event(key, call.number, Code::UnknownHandler, "there is no such field"),
            Some(Ok(())) => {
                if joined.note_field(field, true) {
                    self.send_field(&id, call.number, field, None);
                }
                match self.components.get_mut(key).and_then(|joined| joined.actor.changed(field)) {
                    Some(handler) => {
                        let call = Call { handler: handler.into(), payload: None, number: call.number };
                        // If it fails, the page has to show the field all the same.
                        self.mark(key, now);
                        self.handle(key, Some(call.number), call, now);
                    }
                    None => self.answer(key, Some(call.number), Ok(Outcome::Done), now),
                }
            }
            Some(Err(BindError { message })) => {
                joined.note_field(field, false);
                if self.send_field(&id, call.number, field, Some(&message)) {
                    self.answer(key, Some(call.number), Ok(Outcome::Done), now);
                }
            }
        }
    }

    /// Answers what a component has done: an event of the client if there is a number, else a push or callback.
    pub(super) fn answer(&mut self, key: u64, number: Option<u64>, done: Result<Outcome, Failure>, now: Instant) {
        match done {
            Ok(outcome) => match number {
                Some(number) => self.answer_event(key, number, outcome, now),
                None => {
                    self.send_effects(key, outcome, now);
                    self.mark(key, now);
                }
            },
            Err(failure) => {
                let panicked = matches!(failure, Failure::Panicked(..) | Failure::TimedOut(_));
                // The values that `connected` loads are absent until it has run; until then the page keeps its content.
                let connects = panicked && self.components.get_mut(key).is_some_and(|joined| joined.actor.connects());
                if panicked && !connects {
                    self.send_patch(key, None, now);
                }
                self.send_failure(key, number, &failure);
                if connects {
                    self.connect(key, now);
                }
                if panicked {
                    // The newest token still has the state that the panic undid.
                    self.owe_token(key, Duration::ZERO, now);
                }
            }
        }
    }

    /// Answers an event that was handled. If the component cannot be rendered now, nothing that the handler asked for is done.
    fn answer_event(&mut self, key: u64, number: u64, outcome: Outcome, now: Instant) {
        let (stopping, mark) = (self.ending.stopping, self.outbox.mark());
        let mut asked = self.take_effects(key, outcome);
        let change = self.address_change(key, Some(number));
        let reply = asked.as_mut().map(|asked| std::mem::take(&mut asked.reply)).unwrap_or_default();
        let pushes = change.as_ref().is_some_and(AddressChange::pushes);
        let reply = Some(Reply { pushes, ..reply }).filter(|reply| !reply.is_empty());
        if let (Some(reply), Some(joined)) = (&reply, self.components.get_mut(key)) {
            joined.remember(number, stopping, || reply.clone());
            self.weigh(key);
        }
        if stopping {
            // The client needs the token before the answer: there is no time after it.
            self.send_token(key, now);
        }
        // Before the answer: a client that has the answer does not ask for the rest again.
        if let Some(reply) = reply {
            self.say_reply(key, &reply, true);
        }
        let before = self.say_address(key, change);
        if let Err(broken) = self.try_patch(key, Some(number), now) {
            self.outbox.take_back(mark);
            self.untell(key, before);
            if let Some(joined) = self.components.get_mut(key) {
                joined.forget_answer(number);
                self.weigh(key);
            }
            return self.undo(key, Some(number), &broken, now);
        }
        if let Some(asked) = asked {
            self.call_around(key, asked, now);
        }
        if !stopping {
            self.owe_token(key, Duration::ZERO, now);
        }
    }

    /// Notes that a component may have changed; it is rendered once the client has taken what was sent.
    pub(super) fn mark(&mut self, key: u64, now: Instant) {
        self.components.mark(key);
        self.owe_token(key, AFTER_PUSH, now);
    }
}

/// Why an event is refused that is offered, and that the client cannot send as it is meant.
const BEYOND: &str = "dialect 1 does not carry this event";

/// Why an event is refused whose fields of the browser are too large.
const LOCALS: &str = "the event carries too much of the browser's own state";

/// The message for the visitor about an event that is given up.
const GIVEN_UP: &str = "This did not work: the connection broke.";

/// The payload of the browser, as components see it. There is always one where the client does not send all of it.
fn payload(vars: Option<Box<SpecialVars>>, is_partial: bool) -> Option<Box<Payload>> {
    let vars = vars.or_else(|| is_partial.then(Box::default))?;
    let SpecialVars { value, checked, key, form, values, detail, locals } = *vars;
    Some(Box::new(Payload { value, checked, key, form, values, detail, locals, is_partial }))
}
