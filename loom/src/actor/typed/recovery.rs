//! Going back: to the state before a method, to the one that was kept, or to a component that begins anew.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Instant,
};

use super::{Availability, Failure, Owned, Reference, TypedActor, Undone};
use crate::{
    Error, Result,
    actor::Actor as _,
    component::{Cx, LiveComponent, contained, panic_message, state},
    log::Escaped,
    tree::render_static,
};

impl<C: LiveComponent> TypedActor<C> {
    /// Brings back all of a state that was saved.
    pub(super) fn restore(&mut self, saved: &str) -> Result<()> {
        let restored = state::read(saved)?;
        if let Some(own) = self.own() {
            // The old component is dropped, and a destructor may panic.
            contained(|| own.component.restore(restored));
        }
        Ok(())
    }

    /// Sees to the state after a method took too long: as it was before.
    pub(super) fn time_out(&mut self, saved: Option<String>) -> Failure {
        let (component, event, reference) = (C::MODULE, self.running, Reference::new());
        tracing::error!(component, event, %reference, "a component took too long");
        self.begin_again(saved);
        Failure::TimedOut(reference)
    }

    /// Puts a new component in the place of one that is not to be trusted any more: with the state that was saved, or else kept.
    pub(super) fn begin_again(&mut self, saved: Option<String>) {
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

    /// Goes back one step further than before, as far as there is one.
    pub(super) fn go_back(&mut self) -> Undone {
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

    /// Goes back to a state that can be shown, where the state has not been shown yet. That is not known before it is rendered.
    pub(super) fn check(&mut self) -> Result<(), Failure> {
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
    pub(super) fn save_before_change(&mut self, fallible: bool, now: Instant) -> Result<Option<String>, Failure> {
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
}
