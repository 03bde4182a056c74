//! Everything that reaches a component later: its handle, its timers, and the closures that are pushed to it.

use std::{any::Any, sync::Arc, time::Duration};

use super::{Cx, Handle, IntoOutcome, Outcome, Push, timer};
use crate::Error;

impl<C: 'static> Cx<C> {
    /// A way to this component from anywhere: another thread, a background task, a topic.
    #[must_use]
    pub fn handle(&self) -> Handle<C> {
        Handle::new(Arc::clone(self.inbox()), self.component())
    }

    /// Runs `tick` on the component every `period`, until the component ends.
    ///
    /// A tick that is still waiting for its turn when the next one is due is the next one too.
    pub fn every<R: IntoOutcome + 'static>(
        &mut self,
        period: Duration,
        tick: impl Fn(&mut C, &mut Self) -> R + Send + Sync + 'static,
    ) {
        let ticking = timer::every(self.handle(), period, tick);
        self.spawn(ticking);
    }

    /// Runs `then` on the component once, after `delay`, unless the component ends before.
    pub fn after<R: IntoOutcome>(
        &mut self,
        delay: Duration,
        then: impl FnOnce(&mut C, &mut Self) -> R + Send + 'static,
    ) {
        let handle = self.handle();
        self.spawn(async move {
            tokio::time::sleep(delay).await;
            handle.update(then);
        });
    }
}

impl Push {
    /// `update`, for a component of type `C`.
    pub fn new<C: 'static, R: IntoOutcome>(update: impl FnOnce(&mut C, &mut Cx<C>) -> R + Send + 'static) -> Self {
        let run = move |state: &mut dyn Any, cx: &mut dyn Any| {
            let (state, cx) = (state.downcast_mut::<C>()?, cx.downcast_mut::<Cx<C>>()?);
            Some(update(state, cx).into_outcome())
        };
        Self { run: Box::new(run), fallible: R::FALLIBLE }
    }

    /// Runs the closure on the component.
    ///
    /// # Errors
    /// The closure's own, or that it is for a component of another type.
    pub fn run<C: 'static>(self, state: &mut C, cx: &mut Cx<C>) -> Result<Outcome, Error> {
        (self.run)(state, cx).unwrap_or_else(|| Err(Error::msg("a push came to a component of another type")))
    }
}
