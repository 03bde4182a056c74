//! [`Access`], a visitor's request for the application to decide on.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use crate::{
    Error, Result,
    component::{AppState, LiveComponent, Visitor},
};

/// A request of a visitor to do something with a component. [`Builder::authorize`](crate::Builder::authorize) decides.
#[derive(Clone, Copy)]
pub struct Access<'a> {
    /// The requested action.
    pub(crate) action: Action<'a>,
    /// The component's registered name.
    pub(crate) component: &'a str,
    /// The visitor who asks.
    pub(crate) visitor: &'a Visitor,
    /// The application's shared values.
    pub(crate) state: &'a AppState,
}

/// An action on a component that a visitor asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Action<'a> {
    /// It is put into a page.
    Mount,
    /// A page joins it.
    Join,
    /// It handles the event of this name; for a two-way bound value, its path and `=`: `name=`, `order.lines[2].amount=`.
    Event(&'a str),
}

impl Action<'_> {
    /// The kind of the refused action, in words for the log.
    pub(crate) const fn kind(self) -> &'static str {
        match self {
            Self::Mount => "a component for a page",
            Self::Join => "a join",
            Self::Event(_) => "an event",
        }
    }
}

impl<'a> Action<'a> {
    /// The event's name, or the path of a bound value and `=`.
    pub(crate) const fn name(self) -> Option<&'a str> {
        match self {
            Self::Event(name) => Some(name),
            Self::Mount | Self::Join => None,
        }
    }
}

impl<'a> Access<'a> {
    /// The action that the visitor asks for.
    #[must_use]
    pub const fn action(&self) -> Action<'a> {
        self.action
    }

    /// The event that is to be handled, if it is one.
    #[must_use]
    pub const fn event(&self) -> Option<&'a str> {
        self.action.name()
    }

    /// The component's registered name.
    #[must_use]
    pub const fn component(&self) -> &'a str {
        self.component
    }

    /// Whether it is this component.
    #[must_use]
    pub fn is<C: LiveComponent>(&self) -> bool {
        self.component == C::MODULE
    }

    /// The visitor who asks.
    #[must_use]
    pub const fn visitor(&self) -> &'a Visitor {
        self.visitor
    }

    /// The value of type `T` that the application shares with its components.
    ///
    /// # Errors
    /// It shares none of this type.
    pub fn state<T: Send + Sync + 'static>(&self) -> Result<Arc<T>, Error> {
        self.state.get()
    }
}

impl fmt::Debug for Access<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { action, component, visitor, .. } = self;
        write!(f, "Access({action:?} of {component:?} by {visitor:?})")
    }
}

/// The application's decision on an [`Access`].
type AuthorizeFn = dyn Fn(&Access<'_>) -> bool + Send + Sync;

/// Decides which visitors may do what; everybody may do everything, unless the application says otherwise.
#[derive(Default)]
pub(crate) struct Authorize(Option<Box<AuthorizeFn>>);

impl Authorize {
    pub(crate) fn new(hook: impl Fn(&Access<'_>) -> bool + Send + Sync + 'static) -> Self {
        Self(Some(Box::new(hook)))
    }

    /// Whether the application lets it be done. A hook that panics does not.
    pub(crate) fn allows(&self, access: &Access<'_>) -> bool {
        let Some(hook) = &self.0 else { return true };
        catch_unwind(AssertUnwindSafe(|| hook(access))).unwrap_or_else(|_| {
            tracing::error!(?access, "`authorize` panicked");
            false
        })
    }
}

impl fmt::Debug for Authorize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Authorize({})", if self.0.is_some() { "by the application" } else { "everybody" })
    }
}
