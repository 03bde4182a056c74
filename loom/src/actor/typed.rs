//! [`TypedActor`], the actor of a component whose type is known. How it runs methods is in `methods`, and how it goes back in `recovery`.

mod methods;
mod recovery;

use std::{
    any::Any,
    collections::BTreeSet,
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{Mutex, PoisonError},
    task::{Context, Poll},
    time::Instant,
};

use super::{
    Actor, Call, Failure, Membership, OnEnd, Reference, Remains, Turn, Undone, rollback::Rollback, snapshot::Snapshot,
};
use crate::{
    Error, Html, RenderError, Result,
    component::{
        BindError, BindInput, Cx, Effects, EventCall, LiveComponent, Outcome, Push, Saving, UrlField, address,
        contained, panic_message, state,
    },
    log::Escaped,
    protocol::place,
    tree::take_duplicate_key,
};

/// A component together with what its methods may ask for. An `async` method takes both along.
struct Owned<C> {
    component: C,
    cx: Cx<C>,
}

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
}

impl<C: LiveComponent> Actor for TypedActor<C> {
    fn module(&self) -> &'static str {
        C::MODULE
    }

    fn address_fields(&self) -> &'static [UrlField] {
        C::ADDRESS
    }

    fn address(&self) -> Option<Vec<Option<String>>> {
        let Availability::Idle(own) = &self.availability else { return None };
        catch_unwind(AssertUnwindSafe(|| address::texts(&own.component))).ok()
    }

    fn read_address(&mut self, query: &str) -> Result<()> {
        let Some(own) = self.own().filter(|_| !C::ADDRESS.is_empty() && !query.is_empty()) else { return Ok(()) };
        catch_unwind(AssertUnwindSafe(|| address::read(&mut own.component, query)))
            .map_err(|panic| Error::msg(format_args!("a field panicked: {}", panic_message(&*panic))))
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
        if call.follows() {
            return self.follow(call, now);
        }
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
            return self.run(saved, |component, cx| component.dispatch(cx, &call.event()).finished());
        }
        let call = call.into_owned();
        self.begin(saved, |mut own| async move {
            let event: EventCall<'_> = call.event();
            let result = own.component.dispatch(&mut own.cx, &event).run().await;
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

    fn changed(&self, path: &str) -> Option<&'static str> {
        C::changed(place::first(path).0)
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
        self.go_back()
    }

    fn is_busy(&self) -> bool {
        matches!(self.availability, Availability::Running(..))
    }

    fn take_effects(&mut self) -> Option<Box<Effects>> {
        self.own().and_then(|own| own.cx.take_effects())
    }

    fn has_tasks(&mut self) -> bool {
        self.own().is_some_and(|own| own.cx.has_tasks())
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
            Availability::Idle(own) => {
                let rendered = write(own.component.render());
                warn_of_duplicate_key(C::MODULE);
                rendered
            }
            Availability::Running(..) => Err(RenderError::msg("the component is busy")),
            Availability::Lost => Err(RenderError::msg("the component is lost")),
        }
    }
}

impl<C: LiveComponent> TypedActor<C> {
    /// Sets the fields that are part of the address from what the visitor made of it, and runs `url_changed`.
    fn follow(&mut self, call: Call<'_>, now: Instant) -> Turn {
        self.running = "url_changed";
        let saved = match self.save_before_change(true, now) {
            Ok(saved) => saved,
            Err(failure) => return Turn::Done(Err(failure)),
        };
        if let Some(own) = self.own() {
            own.cx.set_event_number(call.number);
        }
        if !C::HOOKS.url_changed_async {
            return self.run(saved, |component, cx| {
                address::read(component, call.query());
                if C::HOOKS.url_changed { component.url_changed(cx).finished() } else { Ok(Outcome::Done) }
            });
        }
        let call = call.into_owned();
        self.begin(saved, |mut own| async move {
            address::read(&mut own.component, call.query());
            let result = own.component.url_changed(&mut own.cx).run().await;
            (own, result)
        })
    }

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
}

impl<C> Drop for TypedActor<C> {
    fn drop(&mut self) {
        let old = std::mem::replace(&mut self.availability, Availability::Lost);
        contained(|| drop(old));
    }
}

/// Says that two items of a list have one key, in debug builds: once for each component and key.
fn warn_of_duplicate_key(component: &'static str) {
    const MOST_SAID: usize = 100;
    static SAID: Mutex<BTreeSet<(&str, String)>> = Mutex::new(BTreeSet::new());
    let Some(key) = take_duplicate_key() else { return };
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    if said.len() < MOST_SAID && said.insert((component, key.clone())) {
        tracing::warn!(
            component,
            "two items of a list have {key}: each needs its own, by which the browser knows it again"
        );
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
