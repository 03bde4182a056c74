//! Running the methods of a component, and what becomes of its state when they end.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Availability, Failure, Owned, Reference, Turn, TypedActor};
use crate::{
    Error,
    component::{Cx, LiveComponent, Outcome, Step, panic_message},
    log::Escaped,
};

/// The result of a method that has run; `Err` if it panicked.
pub(super) type Ran = std::thread::Result<Result<Outcome, Error>>;

impl<C: LiveComponent> TypedActor<C> {
    /// Runs a plain method in place. `saved` is what to go back to if it fails.
    pub(super) fn run(
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
    pub(super) fn begin<F>(&mut self, saved: Option<String>, method: impl FnOnce(Owned<C>) -> F) -> Turn
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
    pub(super) fn finish(&mut self, ran: Ran, saved: Option<String>) -> Result<Outcome, Failure> {
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

    /// Logs why something failed. Wrong input from a client is not an error of the server.
    fn log(&self, error: &Error, reference: Reference) {
        let (component, event) = (C::MODULE, self.running);
        if error.is_unknown_handler() || error.is_payload() {
            tracing::debug!(component, event, error = %Escaped(&error), "an event was refused");
        } else {
            tracing::error!(component, event, %reference, error = %Escaped(&error), "a component failed");
        }
    }

    /// Runs one of the methods without arguments.
    pub(super) fn hook(&mut self, is_async: bool, hook: Hook<C>) -> Turn {
        if !is_async {
            return self.run(None, |component, cx| hook(component, cx).finished());
        }
        self.begin(None, |mut own| async move {
            let result = hook(&mut own.component, &mut own.cx).run().await;
            (own, result)
        })
    }

    /// Nothing runs beside something else, and nothing without a component.
    fn unable(&self) -> Turn {
        let (component, event, reference) = (C::MODULE, self.running, Reference::new());
        tracing::error!(component, event, %reference, "a component is busy, or lost");
        Turn::Done(Err(Failure::Failed(Error::msg("the component is busy, or lost"), reference)))
    }
}

type Hook<C> = for<'a> fn(&'a mut C, &'a mut Cx<C>) -> Step<'a>;
