//! [`Joined`], the actor of a component whose type is known.

use std::{
    any::Any,
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Poll},
    time::Instant,
};

use super::{Actor, Call, Failure, Keep, Left, Reference, Seat, Turn, Undone, kept::Kept};
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
struct Own<C> {
    component: C,
    cx: Cx<C>,
}

/// What a method that has run gives back; `Err` if it panicked.
type Ran = std::thread::Result<Result<Outcome, Error>>;

/// An `async` method under way. It brings the component back.
///
/// `None` if it took too long: then it has taken the component with it.
type Running<C> = Pin<Box<dyn Future<Output = Option<(Own<C>, Result<Outcome, Error>)>> + Send>>;

/// Where the component is.
enum Place<C> {
    /// Here, waiting.
    Here(Own<C>),
    /// With an `async` method. The string is the state to go back to if that fails.
    Away(Running<C>, Option<String>),
    /// Lost: it panicked, and what was kept could not be read either.
    Lost,
}

/// How a component goes back that cannot be shown.
#[derive(Debug, Default)]
struct Back {
    /// What it is has been shown, so it can be.
    shown: bool,
    /// The state before what ran last, if that was shown and is known exactly.
    last: Option<String>,
    /// It has gone back to the kept state, since something ran last.
    went_moments: bool,
    /// It has begun again with the kept state, since it was shown last.
    went_all: bool,
}

impl Back {
    /// Something has run; `saved` is the state before it.
    fn ran(&mut self, saved: Option<String>) {
        self.last = if self.shown { saved } else { self.last.take() };
        (self.shown, self.went_moments) = (false, false);
    }
}

/// One joined component of type `C`.
pub(super) struct Joined<C> {
    /// The component, or what has it.
    place: Place<C>,
    /// What to go back to after a panic.
    kept: Kept,
    /// What to go back to if it cannot be shown.
    back: Back,
    /// What the component can reach, to begin again after a panic; keeps it counted.
    seat: Seat,
    /// The name of what ran last, for the log.
    running: &'static str,
}

impl<C: LiveComponent> Joined<C> {
    pub(super) fn new(component: C, seat: Seat) -> Self {
        let cx = Cx::new(seat.around.clone(), seat.key, seat.instance);
        let (kept, back) = Default::default();
        Self { place: Place::Here(Own { component, cx }), kept, back, seat, running: "" }
    }

    /// As [`new`](Self::new), for a component that was shown before.
    pub(super) fn known(component: C, seat: Seat) -> Self {
        let mut joined = Self::new(component, seat);
        joined.back.shown = true;
        joined
    }

    /// The component, if no `async` method has it.
    fn own(&mut self) -> Option<&mut Own<C>> {
        match &mut self.place {
            Place::Here(own) => Some(own),
            _ => None,
        }
    }

    /// Runs a plain method in place. `saved` is what to go back to if it fails.
    fn run(
        &mut self,
        saved: Option<String>,
        method: impl FnOnce(&mut C, &mut Cx<C>) -> Result<Outcome, Error>,
    ) -> Turn {
        let Place::Here(own) = &mut self.place else {
            return self.unable();
        };
        let ran = catch_unwind(AssertUnwindSafe(|| method(&mut own.component, &mut own.cx)));
        Turn::Done(self.finish(ran, saved))
    }

    /// Begins an `async` method, which takes the component along.
    fn begin<F>(&mut self, saved: Option<String>, method: impl FnOnce(Own<C>) -> F) -> Turn
    where
        F: Future<Output = (Own<C>, Result<Outcome, Error>)> + Send + 'static,
    {
        match std::mem::replace(&mut self.place, Place::Lost) {
            Place::Here(own) => {
                let method = tokio::time::timeout(self.seat.around.handler_time, method(own));
                self.place = Place::Away(Box::pin(async move { method.await.ok() }), saved);
                Turn::Busy
            }
            other => {
                self.place = other;
                self.unable()
            }
        }
    }

    /// Sees to the state after a method has run: as it was if it failed, as it was kept if it panicked.
    fn finish(&mut self, ran: Ran, saved: Option<String>) -> Result<Outcome, Failure> {
        match ran {
            Ok(Ok(outcome)) => {
                self.back.ran(saved);
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
                    None => self.back.ran(None),
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
            // What is replaced is dropped, and a destructor may panic.
            contained(|| own.component.restore(restored));
        }
        Ok(())
    }

    /// Logs why something failed. What a client sent wrong is its own matter.
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
        self.back.ran(None);
        let old = std::mem::replace(&mut self.place, Place::Lost);
        // Its background tasks end here.
        contained(|| drop(old));
        let again = saved.map_or_else(|| self.kept.load::<C>(), |saved| state::read(&saved));
        match again {
            Ok(component) => {
                self.place = Place::Here(Own {
                    component,
                    cx: Cx::new(self.seat.around.clone(), self.seat.key, self.seat.instance),
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

impl<C: LiveComponent> Actor for Joined<C> {
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
        Some(match self.save_before(false, now) {
            Ok(_) => self.hook(C::HOOKS.connected_async, C::connected),
            Err(failure) => Turn::Done(Err(failure)),
        })
    }

    fn end(mut self: Box<Self>, keep: Option<Keep>) {
        if let Place::Away(..) = self.place {
            return spawn(async move {
                // What is under way is finished even if nobody waits for it: it may be half through with something.
                let done = poll_fn(|context| self.poll(context)).await;
                self.depart(done, keep);
            });
        }
        self.depart(Ok(Outcome::Done), keep);
    }

    fn event(&mut self, call: Call<'_>, now: Instant) -> Turn {
        let name = call.parts().0;
        let Ok(index) = C::EVENTS.binary_search_by(|event| event.name.cmp(name)) else {
            return Turn::Done(Err(Failure::Unknown));
        };
        let Some(info) = C::EVENTS.get(index) else { return Turn::Done(Err(Failure::Unknown)) };
        self.running = info.name;
        let saved = match self.save_before(info.fallible || info.is_async, now) {
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
        let saved = match self.save_before(push.is_fallible(), now) {
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
        if let Err(Failure::Failed(_, reference)) = self.save_before(false, now) {
            return Some(Err(unusable(reference)));
        }
        self.back.ran(None);
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
        (self.kept, self.back) = Default::default();
        true
    }

    fn props_digest(&self) -> Option<u64> {
        match &self.place {
            Place::Here(own) => Some(state::props_digest(&own.component)),
            _ => None,
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Outcome, Failure>> {
        let Place::Away(running, saved) = &mut self.place else { return Poll::Ready(Ok(Outcome::Done)) };
        let polled = catch_unwind(AssertUnwindSafe(|| running.as_mut().poll(context)));
        let saved = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            _ => saved.take(),
        };
        Poll::Ready(match polled {
            Ok(Poll::Ready(Some((own, result)))) => {
                self.place = Place::Here(own);
                self.finish(Ok(result), saved)
            }
            Ok(Poll::Ready(None)) => Err(self.time_out(saved)),
            Ok(Poll::Pending) => Ok(Outcome::Done),
            Err(panic) => self.finish(Err(panic), saved),
        })
    }

    fn rest(&mut self) {
        let is_sound = |place: &Place<C>| matches!(place, Place::Here(own) if state::check(&own.component).is_ok());
        if self.back.shown && is_sound(&self.place) {
            self.kept.forget();
        }
    }

    fn shown(&mut self) {
        self.back = Back { shown: true, ..Back::default() };
    }

    fn undo(&mut self) -> Undone {
        if self.is_busy() {
            return Undone::Nothing;
        }
        if let Some(saved) = self.back.last.take()
            && self.restore(&saved).is_ok()
        {
            return Undone::Last;
        }
        if !std::mem::replace(&mut self.back.went_moments, true)
            && let Some(saved) = self.kept.text()
        {
            let saved = saved.to_owned();
            if self.restore(&saved).is_ok() {
                return Undone::Moments;
            }
        }
        if !std::mem::replace(&mut self.back.went_all, true) && self.kept.text().is_some() {
            self.begin_again(None);
            self.back.went_moments = true;
            return Undone::All;
        }
        Undone::Nothing
    }

    fn is_busy(&self) -> bool {
        matches!(self.place, Place::Away(..))
    }

    fn take_effects(&mut self) -> Option<Box<Effects>> {
        self.own().and_then(|own| own.cx.take_effects())
    }

    fn new_length(&mut self) -> Option<usize> {
        self.kept.new_length()
    }

    fn saving(&self) -> Saving {
        state::saving::<C>()
    }

    fn save(&self) -> Result<String> {
        match &self.place {
            Place::Here(own) => state::write(&own.component),
            _ => Err(Error::msg("the component is busy")),
        }
    }

    fn render(&self, write: &mut dyn FnMut(Html<'_>) -> Result<(), RenderError>) -> Result<(), RenderError> {
        match &self.place {
            Place::Here(own) => write(own.component.render()),
            Place::Away(..) => Err(RenderError::msg("the component is busy")),
            Place::Lost => Err(RenderError::msg("the component is lost")),
        }
    }
}

impl<C: LiveComponent> Joined<C> {
    /// Runs `disconnected`, and then lets go of the state: whoever takes it runs `connected` after that.
    fn depart(mut self: Box<Self>, done: Result<Outcome, Failure>, keep: Option<Keep>) {
        let keep = keep.map(|keep| {
            let done = done.and_then(|outcome| self.check().map(|()| outcome));
            // A state that cannot be shown waits for nobody.
            let saved = if self.back.shown { self.save().ok() } else { None };
            let saved = saved.or_else(|| self.kept.take());
            (keep, Left { saved, done, effects: self.take_effects() })
        });
        let let_go = move || {
            if let Some((keep, left)) = keep {
                keep(left);
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
        while !self.back.shown {
            let render = || self.render(&mut |html| render_static(html, &mut String::new()).map(drop));
            let error = match catch_unwind(AssertUnwindSafe(render)) {
                Ok(Ok(())) => {
                    self.back.shown = true;
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
    fn save_before(&mut self, fallible: bool, now: Instant) -> Result<Option<String>, Failure> {
        let Place::Here(own) = &self.place else { return Ok(None) };
        let kept = self.kept.refresh(&own.component, self.back.shown, now);
        let saved = kept.and_then(|()| if fallible { state::write(&own.component).map(Some) } else { Ok(None) });
        saved.map_err(|error| {
            let (component, event, reference) = (C::MODULE, self.running, Reference::new());
            tracing::error!(component, event, %reference, error = %Escaped(&error), "a state cannot be saved");
            let message = format!("the state cannot be saved: {error}");
            // What made it so has been answered. The next event finds a state that can be saved.
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

impl<C> Drop for Joined<C> {
    fn drop(&mut self) {
        let place = std::mem::replace(&mut self.place, Place::Lost);
        contained(|| drop(place));
    }
}

/// What a field was given made the component fail; why is in the log.
fn unusable(reference: Reference) -> BindError {
    BindError { message: format!("this value cannot be used (reference {reference})") }
}

/// Lets something finish in the background.
fn spawn(task: impl Future<Output = ()> + Send + 'static) {
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        runtime.spawn(task);
    }
}
