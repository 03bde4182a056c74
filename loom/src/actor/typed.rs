//! [`TypedActor`], the actor of a component whose type is known.

use std::{
    any::Any,
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Poll},
    time::Instant,
};

use super::{Actor, Call, Failure, Membership, OnEnd, Reference, Remains, Turn, Undone, snapshot::Snapshot};
use crate::{
    Error, Html, RenderError, Result,
    component::{
        BindError, BindInput, Cx, Effects, EventCall, LiveComponent, Outcome, Push, Saving, Step, contained,
        panic_message, state,
    },
    log::Escaped,
    tree::render_static,
};

/// A component together with what its methods may ask for. An `async` method takes both along.
struct Owned<C> {
    component: C,
    cx: Cx<C>,
}

/// The result of a method that has run; `Err` if it panicked.
type Ran = std::thread::Result<Result<Outcome, Error>>;

/// An `async` method under way. It brings the component back.
///
/// `None` if it took too long: then it has taken the component with it.
type Running<C> = Pin<Box<dyn Future<Output = Option<(Owned<C>, Result<Outcome, Error>)>> + Send>>;

/// Where the component is.
enum Availability<C> {
    /// Here, waiting.
    Idle(Owned<C>),
    /// With an `async` method. The string is the state to go back to if that fails.
    Running(Running<C>, Option<String>),
    /// Lost: it panicked, and what was kept could not be read either.
    Lost,
}

/// How a component goes back that cannot be shown.
#[derive(Debug, Default)]
struct Rollback {
    /// Whether the present state has been shown, so that it is known to render.
    shown: bool,
    /// The state before the last method, if it was shown and is known exactly.
    last: Option<String>,
    /// It has gone back to the kept state, since something ran last.
    tried_snapshot: bool,
    /// It has begun again with the kept state, since it was shown last.
    restarted: bool,
}

impl Rollback {
    /// Something has run; `saved` is the state before it.
    fn ran(&mut self, saved: Option<String>) {
        self.last = if self.shown { saved } else { self.last.take() };
        (self.shown, self.tried_snapshot) = (false, false);
    }
}

/// One joined component of type `C`.
pub(super) struct TypedActor<C> {
    /// The component, or what has it.
    availability: Availability<C>,
    /// The state to go back to after a panic.
    snapshot: Snapshot,
    /// The state to go back to if the present one cannot be rendered.
    rollback: Rollback,
    /// The component's place among the others, for a fresh start after a panic; keeps the component counted.
    membership: Membership,
    /// The name of the last method, for the log.
    running: &'static str,
}

impl<C: LiveComponent> TypedActor<C> {
    pub(super) fn new(component: C, membership: Membership) -> Self {
        let cx = Cx::new(membership.surroundings.clone(), membership.key, membership.instance);
        let (snapshot, rollback) = Default::default();
        Self { availability: Availability::Idle(Owned { component, cx }), snapshot, rollback, membership, running: "" }
    }

    /// As [`new`](Self::new), for a component that was shown before.
    pub(super) fn known(component: C, membership: Membership) -> Self {
        let mut actor = Self::new(component, membership);
        actor.rollback.shown = true;
        actor
    }

    /// The component, if no `async` method has it.
    fn own(&mut self) -> Option<&mut Owned<C>> {
        match &mut self.availability {
            Availability::Idle(own) => Some(own),
            _ => None,
        }
    }

    /// Runs a plain method in place. `saved` is what to go back to if it fails.
    fn run(
        &mut self,
        saved: Option<String>,
        method: impl FnOnce(&mut C, &mut Cx<C>) -> Result<Outcome, Error>,
    ) -> Turn {
        let Availability::Idle(own) = &mut self.availability else {
            return self.unable();
        };
        let ran = catch_unwind(AssertUnwindSafe(|| method(&mut own.component, &mut own.cx)));
        Turn::Done(self.finish(ran, saved))
    }

    /// Begins an `async` method, which takes the component along.
    fn begin<F>(&mut self, saved: Option<String>, method: impl FnOnce(Owned<C>) -> F) -> Turn
    where
        F: Future<Output = (Owned<C>, Result<Outcome, Error>)> + Send + 'static,
    {
        match std::mem::replace(&mut self.availability, Availability::Lost) {
            Availability::Idle(own) => {
                let method = tokio::time::timeout(self.membership.surroundings.handler_time, method(own));
                self.availability = Availability::Running(Box::pin(async move { method.await.ok() }), saved);
                Turn::Busy
            }
            other => {
                self.availability = other;
                self.unable()
            }
        }
    }

    /// Sees to the state after a method has run: as it was if it failed, as it was kept if it panicked.
    fn finish(&mut self, ran: Ran, saved: Option<String>) -> Result<Outcome, Failure> {
        match ran {
            Ok(Ok(outcome)) => {
                self.rollback.ran(saved);
                Ok(outcome)
            }
            Ok(Err(error)) => {
                let reference = Reference::new();
                self.log(&error, reference);
                if let Some(own) = self.own() {
                    own.cx.take_effects();
                }
                match saved {
                    Some(saved) => self.restore(&saved).map_err(|error| Failure::Failed(error, reference))?,
                    // Such a method may have done half of what it does.
                    None => self.rollback.ran(None),
                }
                Err(if error.is_unknown_handler() {
                    Failure::Unknown
                } else if error.is_payload() {
                    Failure::Payload(error)
                } else {
                    Failure::Failed(error, reference)
                })
            }
            Err(panic) => {
                let (message, reference) = (panic_message(&*panic), Reference::new());
                let (component, event) = (C::MODULE, self.running);
                tracing::error!(component, event, %reference, panic = %Escaped(&message), "a component panicked");
                self.begin_again(None);
                Err(Failure::Panicked(message, reference))
            }
        }
    }

    /// Brings back all of a state that was saved.
    fn restore(&mut self, saved: &str) -> Result<()> {
        let restored = state::read(saved)?;
        if let Some(own) = self.own() {
            // The old component is dropped, and a destructor may panic.
            contained(|| own.component.restore(restored));
        }
        Ok(())
    }

    /// Logs why something failed. Wrong input from a client is not an error of the server.
    fn log(&self, error: &Error, reference: Reference) {
        let (component, event) = (C::MODULE, self.running);
        if error.is_unknown_handler() || error.is_payload() {
            tracing::debug!(component, event, error = %Escaped(&error), "an event was refused");
        } else {
            tracing::error!(component, event, %reference, error = %Escaped(&error), "a component failed");
        }
    }

    /// Sees to the state after a method took too long: as it was before.
    fn time_out(&mut self, saved: Option<String>) -> Failure {
        let (component, event, reference) = (C::MODULE, self.running, Reference::new());
        tracing::error!(component, event, %reference, "a component took too long");
        self.begin_again(saved);
        Failure::TimedOut(reference)
    }

    /// Puts a new component in the place of one that is not to be trusted any more: with the state that was saved, or else kept.
    fn begin_again(&mut self, saved: Option<String>) {
        self.rollback.ran(None);
        let old = std::mem::replace(&mut self.availability, Availability::Lost);
        // Its background tasks end here.
        contained(|| drop(old));
        let again = saved.map_or_else(|| self.snapshot.load::<C>(), |saved| state::read(&saved));
        match again {
            Ok(component) => {
                self.availability = Availability::Idle(Owned {
                    component,
                    cx: Cx::new(self.membership.surroundings.clone(), self.membership.key, self.membership.instance),
                });
            }
            Err(error) => {
                tracing::error!(component = C::MODULE, error = %Escaped(&error), "a kept state cannot be read")
            }
        }
    }

    /// Runs one of the methods without arguments.
    fn hook(&mut self, is_async: bool, hook: Hook<C>) -> Turn {
        if !is_async {
            return self.run(None, |component, cx| plain(hook(component, cx)));
        }
        self.begin(None, |mut own| async move {
            let result = step(hook(&mut own.component, &mut own.cx)).await;
            (own, result)
        })
    }
}

type Hook<C> = for<'a> fn(&'a mut C, &'a mut Cx<C>) -> Step<'a>;

/// The result of a method that is not `async`.
fn plain(step: Step<'_>) -> Result<Outcome, Error> {
    match step {
        Step::Done(result) => result,
        Step::Pending(_) => Err(Error::msg("an `async` method was announced as a plain one")),
    }
}

/// The result of a method that may be `async`.
async fn step(step: Step<'_>) -> Result<Outcome, Error> {
    match step {
        Step::Done(result) => result,
        Step::Pending(future) => future.await,
    }
}

impl<C: LiveComponent> Actor for TypedActor<C> {
    fn module(&self) -> &'static str {
        C::MODULE
    }

    fn mount(&mut self) -> Turn {
        self.running = "mount";
        if C::HOOKS.mount { self.hook(true, C::mount) } else { Turn::DONE }
    }

    fn connects(&self) -> bool {
        C::HOOKS.connected
    }

    fn connected(&mut self, now: Instant) -> Option<Turn> {
        self.running = "connected";
        if let Some(own) = self.own() {
            // On a resume it begins its tasks and subscriptions again.
            contained(|| own.cx.end_tasks());
        }
        if !C::HOOKS.connected {
            return None;
        }
        Some(match self.save_before_change(false, now) {
            Ok(_) => self.hook(C::HOOKS.connected_async, C::connected),
            Err(failure) => Turn::Done(Err(failure)),
        })
    }

    fn end(mut self: Box<Self>, on_end: Option<OnEnd>) {
        if let Availability::Running(..) = self.availability {
            return spawn(async move {
                // A running method is finished even if nobody waits for it, since it may be half way through a change.
                let done = poll_fn(|context| self.poll(context)).await;
                self.finish_and_end(done, on_end);
            });
        }
        self.finish_and_end(Ok(Outcome::Done), on_end);
    }

    fn event(&mut self, call: Call<'_>, now: Instant) -> Turn {
        let name = call.parts().0;
        let Ok(index) = C::EVENTS.binary_search_by(|event| event.name.cmp(name)) else {
            return Turn::Done(Err(Failure::Unknown));
        };
        let Some(info) = C::EVENTS.get(index) else { return Turn::Done(Err(Failure::Unknown)) };
        self.running = info.name;
        let saved = match self.save_before_change(info.fallible || info.is_async, now) {
            Ok(saved) => saved,
            Err(failure) => return Turn::Done(Err(failure)),
        };
        if let Some(own) = self.own() {
            own.cx.set_event_number(call.number);
        }
        if !info.is_async {
            return self.run(saved, |component, cx| plain(component.dispatch(cx, &call.event())));
        }
        let call = call.into_owned();
        self.begin(saved, |mut own| async move {
            let event: EventCall<'_> = call.event();
            let result = step(own.component.dispatch(&mut own.cx, &event)).await;
            (own, result)
        })
    }

    fn push(&mut self, push: Push, now: Instant) -> Turn {
        self.running = "push";
        let saved = match self.save_before_change(push.is_fallible(), now) {
            Ok(saved) => saved,
            Err(failure) => return Turn::Done(Err(failure)),
        };
        if let Some(own) = self.own() {
            own.cx.set_event_number(0);
        }
        self.run(saved, |component, cx| push.run(component, cx))
    }

    fn bind(&mut self, field: &str, input: BindInput<'_>, now: Instant) -> Option<Result<(), BindError>> {
        self.running = "bind";
        if let Err(Failure::Failed(_, reference)) = self.save_before_change(false, now) {
            return Some(Err(unusable(reference)));
        }
        self.rollback.ran(None);
        let own = self.own()?;
        match catch_unwind(AssertUnwindSafe(|| own.component.bind(field, input))) {
            Ok(bound) => bound,
            Err(panic) => {
                let (message, reference) = (panic_message(&*panic), Reference::new());
                tracing::error!(component = C::MODULE, field, %reference, panic = %Escaped(&message), "a component panicked while a field was set");
                self.begin_again(None);
                Some(Err(unusable(reference)))
            }
        }
    }

    fn take_props(&mut self, props: Box<dyn Any + Send>) -> bool {
        let (Some(own), Ok(new)) = (self.own(), props.downcast::<C>()) else { return false };
        contained(|| own.component.take_props(*new));
        // Nothing goes back to older props: they may be what it is allowed.
        (self.snapshot, self.rollback) = Default::default();
        true
    }

    fn props_digest(&self) -> Option<u64> {
        match &self.availability {
            Availability::Idle(own) => Some(state::props_digest(&own.component)),
            _ => None,
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Outcome, Failure>> {
        let Availability::Running(running, saved) = &mut self.availability else {
            return Poll::Ready(Ok(Outcome::Done));
        };
        let polled = catch_unwind(AssertUnwindSafe(|| running.as_mut().poll(context)));
        let saved = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            _ => saved.take(),
        };
        Poll::Ready(match polled {
            Ok(Poll::Ready(Some((own, result)))) => {
                self.availability = Availability::Idle(own);
                self.finish(Ok(result), saved)
            }
            Ok(Poll::Ready(None)) => Err(self.time_out(saved)),
            Ok(Poll::Pending) => Ok(Outcome::Done),
            Err(panic) => self.finish(Err(panic), saved),
        })
    }

    fn rest(&mut self) {
        let is_sound =
            |place: &Availability<C>| matches!(place, Availability::Idle(own) if state::check(&own.component).is_ok());
        if self.rollback.shown && is_sound(&self.availability) {
            self.snapshot.forget();
        }
    }

    fn shown(&mut self) {
        self.rollback = Rollback { shown: true, ..Rollback::default() };
    }

    fn undo(&mut self) -> Undone {
        if self.is_busy() {
            return Undone::Nothing;
        }
        if let Some(saved) = self.rollback.last.take()
            && self.restore(&saved).is_ok()
        {
            return Undone::Last;
        }
        if !std::mem::replace(&mut self.rollback.tried_snapshot, true)
            && let Some(saved) = self.snapshot.text()
        {
            let saved = saved.to_owned();
            if self.restore(&saved).is_ok() {
                return Undone::Moments;
            }
        }
        if !std::mem::replace(&mut self.rollback.restarted, true) && self.snapshot.text().is_some() {
            self.begin_again(None);
            self.rollback.tried_snapshot = true;
            return Undone::All;
        }
        Undone::Nothing
    }

    fn is_busy(&self) -> bool {
        matches!(self.availability, Availability::Running(..))
    }

    fn take_effects(&mut self) -> Option<Box<Effects>> {
        self.own().and_then(|own| own.cx.take_effects())
    }

    fn new_length(&mut self) -> Option<usize> {
        self.snapshot.new_length()
    }

    fn saving(&self) -> Saving {
        state::saving::<C>()
    }

    fn save(&self) -> Result<String> {
        match &self.availability {
            Availability::Idle(own) => state::write(&own.component),
            _ => Err(Error::msg("the component is busy")),
        }
    }

    fn render(&self, write: &mut dyn FnMut(Html<'_>) -> Result<(), RenderError>) -> Result<(), RenderError> {
        match &self.availability {
            Availability::Idle(own) => write(own.component.render()),
            Availability::Running(..) => Err(RenderError::msg("the component is busy")),
            Availability::Lost => Err(RenderError::msg("the component is lost")),
        }
    }
}

impl<C: LiveComponent> TypedActor<C> {
    /// Runs `disconnected`, and then lets go of the state: the connection that takes it runs `connected` after that.
    fn finish_and_end(mut self: Box<Self>, done: Result<Outcome, Failure>, on_end: Option<OnEnd>) {
        let on_end = on_end.map(|on_end| {
            let done = done.and_then(|outcome| self.check().map(|()| outcome));
            // A state that cannot be shown waits for nobody.
            let saved = if self.rollback.shown { self.save().ok() } else { None };
            let saved = saved.or_else(|| self.snapshot.take());
            (on_end, Remains { saved, done, effects: self.take_effects() })
        });
        let let_go = move || {
            if let Some((on_end, remains)) = on_end {
                on_end(remains);
            }
        };
        self.running = "disconnected";
        if C::HOOKS.disconnected
            && let Turn::Busy = self.hook(C::HOOKS.disconnected_async, C::disconnected)
        {
            return spawn(async move {
                let _ = poll_fn(|context| self.poll(context)).await;
                let_go();
            });
        }
        let_go();
    }

    /// Goes back to a state that can be shown, where the state has not been shown yet. That is not known before it is rendered.
    fn check(&mut self) -> Result<(), Failure> {
        let mut failed = None;
        while !self.rollback.shown {
            let render = || self.render(&mut |html| render_static(html, &mut String::new()).map(drop));
            let error = match catch_unwind(AssertUnwindSafe(render)) {
                Ok(Ok(())) => {
                    self.rollback.shown = true;
                    break;
                }
                Ok(Err(error)) => Error::msg(error),
                Err(panic) => Error::msg(format_args!("`render` panicked: {}", panic_message(&*panic))),
            };
            if failed.is_none() {
                let (component, event, reference) = (C::MODULE, self.running, Reference::new());
                tracing::error!(component, event, %reference, error = %Escaped(&error), "a component could not be rendered");
                failed = Some(Failure::Failed(error, reference));
                drop(self.take_effects());
            }
            if self.undo() == Undone::Nothing {
                break;
            }
        }
        failed.map_or(Ok(()), Err)
    }

    /// Before something runs: keeps the state in case of a panic, and gives it saved if what runs may fail. Where it cannot be saved
    /// nothing runs, since it could not be undone.
    fn save_before_change(&mut self, fallible: bool, now: Instant) -> Result<Option<String>, Failure> {
        let Availability::Idle(own) = &self.availability else { return Ok(None) };
        let refreshed = self.snapshot.refresh(&own.component, self.rollback.shown, now);
        let saved = refreshed.and_then(|()| if fallible { state::write(&own.component).map(Some) } else { Ok(None) });
        saved.map_err(|error| {
            let (component, event, reference) = (C::MODULE, self.running, Reference::new());
            tracing::error!(component, event, %reference, error = %Escaped(&error), "a state cannot be saved");
            let message = format!("the state cannot be saved: {error}");
            // The event that changed it has been answered. The next event finds a state that can be saved.
            let mut undone = Undone::Nothing;
            while self.save().is_err() {
                undone = self.undo();
                if undone == Undone::Nothing {
                    break;
                }
            }
            match undone {
                Undone::Nothing => Failure::Failed(Error::msg(message), reference),
                _ => Failure::Panicked(message, reference),
            }
        })
    }

    /// Nothing runs beside something else, and nothing without a component.
    fn unable(&self) -> Turn {
        let (component, event, reference) = (C::MODULE, self.running, Reference::new());
        tracing::error!(component, event, %reference, "a component is busy, or lost");
        Turn::Done(Err(Failure::Failed(Error::msg("the component is busy, or lost"), reference)))
    }
}

impl<C> Drop for TypedActor<C> {
    fn drop(&mut self) {
        let old = std::mem::replace(&mut self.availability, Availability::Lost);
        contained(|| drop(old));
    }
}

/// The error of a field whose new value made the component fail; the cause is in the log.
fn unusable(reference: Reference) -> BindError {
    BindError { message: format!("this value cannot be used (reference {reference})") }
}

/// Lets something finish in the background.
fn spawn(task: impl Future<Output = ()> + Send + 'static) {
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        runtime.spawn(task);
    }
}
