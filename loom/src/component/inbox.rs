//! How something outside reaches a component: a [`Push`] into the [`Inbox`] of its connection.

use std::{any::Any, fmt};

use super::{Cx, IntoOutcome, Outcome};
use crate::Error;

/// Takes what is pushed to the components of one connection, and wakes it up.
pub trait Inbox: Send + Sync + 'static {
    /// Queues `push` for the component that goes by this number; false, with nothing done, if it has ended. Where too much waits already, the push is dropped.
    fn push(&self, component: u64, push: Push) -> bool;

    /// Whether the component that goes by this number lives.
    fn is_alive(&self, component: u64) -> bool;
}

/// The inbox of a component that has no connection: while the page is rendered.
#[derive(Debug)]
pub struct NoInbox;

impl Inbox for NoInbox {
    fn push(&self, _: u64, _: Push) -> bool {
        false
    }
    fn is_alive(&self, _: u64) -> bool {
        false
    }
}

type Run = dyn FnOnce(&mut dyn Any, &mut dyn Any) -> Option<Result<Outcome, Error>> + Send;

/// A closure on its way to its component. The component's type is known to whoever made it and to its actor.
pub struct Push {
    /// Takes the state and its `Cx`, and gives nothing if they are of another type.
    run: Box<Run>,
    /// It may return an error, so the state is saved before it runs.
    fallible: bool,
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

    /// Whether it may return an error.
    #[must_use]
    pub const fn is_fallible(&self) -> bool {
        self.fallible
    }

    /// What it takes of memory by itself; what it points to is not known.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&*self.run)
    }

    /// Runs the closure on the component.
    ///
    /// # Errors
    /// The closure's own, or that it is for a component of another type.
    pub fn run<C: 'static>(self, state: &mut C, cx: &mut Cx<C>) -> Result<Outcome, Error> {
        (self.run)(state, cx).unwrap_or_else(|| Err(Error::msg("a push came to a component of another type")))
    }
}

impl fmt::Debug for Push {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Push")
    }
}
