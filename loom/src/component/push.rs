//! [`Push`], a closure on its way to its component.

use std::{any::Any, fmt};

use super::Outcome;
use crate::Error;

pub(super) type PushFn = dyn FnOnce(&mut dyn Any, &mut dyn Any) -> Option<Result<Outcome, Error>> + Send;

/// A closure on its way to its component. The component's type is known to the maker of the push and to the actor.
pub struct Push {
    /// Takes the state and its `Cx`, and gives nothing if they are of another type.
    pub(super) run: Box<PushFn>,
    /// It may return an error, so the state is saved before it runs.
    pub(super) fallible: bool,
}

impl Push {
    /// One that does nothing.
    #[cfg(test)]
    pub(crate) fn nothing() -> Self {
        Self { run: Box::new(|_, _| None), fallible: false }
    }

    /// Whether it may return an error.
    #[must_use]
    pub const fn is_fallible(&self) -> bool {
        self.fallible
    }

    /// The bytes of the closure itself; the size of data behind its pointers is not known.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&*self.run)
    }
}

impl fmt::Debug for Push {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Push")
    }
}
