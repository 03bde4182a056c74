//! The answers to the client.

use std::time::{Duration, Instant};

use super::{
    client_has::ClientHas,
    connection::Connection,
    failure_text::{describe_failure, reply, with_reference},
    guard::TARGETS,
    render::{self, RenderFailure},
    routed_call::RoutedCall,
};
use crate::{
    actor::{Failure, Reference, Undone},
    component::{Effect, Effects, Interruption, Outcome, ParentCall},
    log::Escaped,
    protocol::message::{Code, Dialect, Id, Reply, ServerMessage},
};

/// The effects that a component asked for besides the change of its state.
pub(super) struct Asked {
    /// Calls of the component around it.
    calls: Vec<ParentCall>,
    /// Breaks the connection.
    interruption: Option<Interruption>,
    /// The effects for its client.
    pub(super) reply: Reply,
}

impl Connection {
    /// Shows a component for the first time. If it cannot be shown, nothing was sent.
    pub(super) fn send_first(&mut self, key: u64, shown: Option<ClientHas>, now: Instant) -> Result<(), RenderFailure> {
        let context = self.peer.render_context(&self.shared, now);
        let Some(joined) = self.components.get_mut(key) else { return Ok(()) };
        let changes = render::send_first(joined, shown, &mut self.outbox, context)?;
        self.pass_on(key, changes, now);
        Ok(())
    }

    /// Renders a component and sends what changed: as the answer to event `number`, or as a push. If it cannot be rendered, it goes back to a state
    /// that can be.
    pub(super) fn send_patch(&mut self, key: u64, number: Option<u64>, now: Instant) {
        if let Err(failure) = self.try_patch(key, number, now) {
            self.undo(key, number, &failure, now);
        }
    }

    /// As [`send_patch`](Self::send_patch), but if it cannot be rendered, nothing has happened.
    pub(super) fn try_patch(&mut self, key: u64, number: Option<u64>, now: Instant) -> Result<(), RenderFailure> {
        let mark = self.outbox.mark();
        let change = self.address_change(key, None);
        let before = self.say_address(key, change);
        let context = self.peer.render_context(&self.shared, now);
        let Some(joined) = self.components.get_mut(key) else { return Ok(()) };
        match render::send_patch(joined, number, &mut self.outbox, context) {
            Ok(changes) => {
                self.pass_on(key, changes, now);
                Ok(())
            }
            Err(failure) => {
                if before.is_some() {
                    self.outbox.take_back(mark);
                    self.untell(key, before);
                }
                Err(failure)
            }
        }
    }

    /// Has a component that could not be rendered go back to a state that can be, and says so, as the answer to event `number`.
    pub(super) fn undo(&mut self, key: u64, number: Option<u64>, broken: &RenderFailure, now: Instant) {
        let (mut undone, mut tries) = (Undone::Nothing, 0);
        while let Some(joined) = self.components.get_mut(key) {
            undone = joined.actor.undo();
            joined.version = joined.version.next();
            // The kept state is not the one that the page shows.
            if undone == Undone::Nothing || self.try_patch(key, None, now).is_ok() {
                break;
            }
            tries += 1;
        }
        if undone == Undone::Nothing && tries == 0 {
            // It was given props that it cannot be shown with, and the page shows it with older ones.
            return self.send_back(key, number, broken);
        }
        self.send_broken(key, number, broken);
        if undone == Undone::All {
            self.connect(key, now);
        }
        self.owe_token(key, Duration::ZERO, now);
    }

    /// Takes out a component that cannot be shown, and those nested in it, and has the client join them again: this says what is wrong.
    fn send_back(&mut self, key: u64, number: Option<u64>, broken: &RenderFailure) {
        match number {
            Some(_) => self.send_broken(key, number, broken),
            None => _ = self.note_broken(key, broken),
        }
        for id in self.take_out(key, true) {
            self.outbox.refuse(Some(&id), 0, Code::UnknownId, "the component has to be joined again");
        }
    }

    /// Says that a component could not be rendered.
    pub(super) fn send_broken(&mut self, key: u64, number: Option<u64>, broken: &RenderFailure) {
        let Some(message) = self.note_broken(key, broken) else { return };
        self.refuse_event(key, number.unwrap_or(0), Code::RenderFailed, &message);
    }

    /// Notes in the log that a component could not be rendered. Gives what the client is told of it.
    fn note_broken(&mut self, key: u64, broken: &RenderFailure) -> Option<String> {
        let joined = self.components.get_mut(key)?;
        let component = joined.actor.module();
        let reference = Reference::new();
        let details = match broken {
            RenderFailure::Failed(error) => {
                tracing::error!(component, %reference, error = %Escaped(&error), "a component could not be rendered");
                error.to_string()
            }
            RenderFailure::Panicked(message) => {
                tracing::error!(component, %reference, panic = %Escaped(message), "a component panicked in `render`");
                message.clone()
            }
        };
        let details = if self.shared.guard.show_errors { &*details } else { "" };
        Some(with_reference("This cannot be shown.", details, reference))
    }

    /// Says that something failed. The actor has logged why.
    pub(super) fn send_failure(&mut self, key: u64, number: Option<u64>, failure: &Failure) {
        let (code, message) = describe_failure(failure, self.shared.guard.show_errors);
        self.refuse_event(key, number.unwrap_or(0), code, &message);
    }

    /// Answers an event with an error, and remembers that, should the client ask again.
    pub(super) fn refuse_event(&mut self, key: u64, number: u64, code: Code, message: &str) {
        let stopping = self.ending.stopping;
        let Some(joined) = self.components.get_mut(key) else { return };
        joined.remember(number, stopping, || Reply::error(code, message));
        let id = joined.id.clone();
        self.weigh(key);
        self.outbox.refuse(Some(&id), number, code, message);
    }

    /// Answers an event again that has been handled: the client did not hear the answer before its connection broke.
    pub(super) fn answer_again(&mut self, key: u64, number: u64) {
        let Some(joined) = self.components.get_mut(key) else { return };
        let (id, reply) = (joined.id.clone(), joined.say_again(number).unwrap_or_default());
        if let Some((code, message)) = &reply.error {
            return self.outbox.refuse(Some(&id), number, *code, message);
        }
        self.say_reply(key, &reply, true);
        self.say_whole_address(key, number, false);
        self.outbox.say(ServerMessage::Unchanged { id: &id, number });
    }

    /// Sends what a component asked for, its calls of the component around it included, after the change that it made. Whether it redirects.
    pub(super) fn send_effects(&mut self, key: u64, outcome: Outcome, now: Instant) -> bool {
        let Some(mut asked) = self.take_effects(key, outcome) else { return false };
        let reply = std::mem::take(&mut asked.reply);
        if reply.effects.iter().any(Effect::is_shown)
            && let Err(broken) = self.try_patch(key, None, now)
        {
            self.undo(key, None, &broken, now);
            return false;
        }
        self.call_around(key, asked, now);
        !reply.is_empty() && self.say_reply(key, &reply, false)
    }

    /// The same of a component that is still to be shown.
    pub(super) fn send_first_effects(&mut self, key: u64, outcome: Outcome, now: Instant) -> bool {
        let Some(mut asked) = self.take_effects(key, outcome) else { return false };
        let reply = std::mem::take(&mut asked.reply);
        self.call_around(key, asked, now);
        !reply.is_empty() && self.say_reply(key, &reply, true)
    }

    /// Takes what a component asked for, if anything.
    pub(super) fn take_effects(&mut self, key: u64, outcome: Outcome) -> Option<Asked> {
        let joined = self.components.get_mut(key)?;
        let mut effects = match (joined.actor.take_effects(), &outcome) {
            (Some(effects), _) => *effects,
            (None, Outcome::Done) => return None,
            (None, _) => Effects::default(),
        };
        let (calls, interruption) = (std::mem::take(&mut effects.calls), effects.interruption);
        Some(Asked { calls, interruption, reply: reply(outcome, effects) })
    }

    /// Does what a component asked for and its client is not told of.
    pub(super) fn call_around(&mut self, key: u64, asked: Asked, now: Instant) {
        self.ending.interrupt(asked.interruption);
        if asked.calls.is_empty() {
            return;
        }
        let parent_key = self.components.get_mut(key).and_then(|joined| joined.parent.zip(joined.parent_key));
        if let Some((_, parent_key)) = parent_key {
            // Before all of them: none is lost by what another one does.
            self.bring_up_to_date(parent_key, now);
        }
        for call in asked.calls {
            match parent_key {
                Some((parent, parent_key)) => self.route_call(parent_key, RoutedCall::by(parent, call), now),
                None => self.drop_call(call),
            }
        }
    }

    /// A component that has none around it calls back.
    fn drop_call(&mut self, call: ParentCall) {
        tracing::debug!(handler = &*call.handler, "a callback found no component around its own");
        #[cfg(feature = "testing")]
        if let Some(unheard) = &mut self.unheard {
            unheard.push(call);
        }
    }

    /// Says what goes beside the answer to an event, and before it, if that is still to come, or what a component asks for by itself. Whether it sends the
    /// browser to another page.
    pub(super) fn say_reply(&mut self, key: u64, reply: &Reply, waits: bool) -> bool {
        let Some(id) = self.components.get_mut(key).map(|joined| joined.id.clone()) else { return false };
        let mut leaves = false;
        for effect in &reply.effects {
            leaves |= self.say_effect(&id, effect, waits);
        }
        leaves
    }

    /// Has the client do something. Whether it sends the browser to another page.
    fn say_effect(&mut self, id: &Id, effect: &Effect, waits: bool) -> bool {
        let target = effect.target();
        if let Some(url) = target
            && !self.shared.guard.targets.allows(url)
        {
            tracing::error!(url, "a redirect was refused: {TARGETS}");
            self.outbox.refuse(Some(id), 0, Code::BadRedirect, "Redirect blocked: this site is not on the list.");
            return false;
        }
        self.outbox.say(ServerMessage::Effect { id, effect, waits });
        effect.leaves()
    }

    /// Says whether what was typed into a field can be used. In a dialect that has no word for it, the answer to the event
    /// says so. Whether the event has still to be answered.
    pub(super) fn send_field(&mut self, id: &Id, number: u64, field: &str, message: Option<&str>) -> bool {
        if self.outbox.dialect() == Dialect::One {
            if let Some(message) = message {
                self.outbox.refuse(Some(id), number, Code::BadPayload, message);
            }
            return message.is_none();
        }
        self.outbox.say(ServerMessage::Bound { id, field, message });
        true
    }

    /// Renders and sends all components that have changed since they were last rendered.
    pub(super) fn send_changes(&mut self, now: Instant) {
        // A component that is busy is rendered when it is done; what a render changes in others is rendered too. Of many that change at a time the rest waits
        // until the client has taken the first.
        for _ in 0..super::ROUNDS {
            let keys = self.components.take_dirty();
            if keys.is_empty() {
                break;
            }
            for key in keys {
                if !self.has_room(0) {
                    return self.components.put_dirty_back();
                }
                self.send_patch(key, None, now);
            }
        }
    }
}
