//! [`Shared`], what all connections of an application share.

use std::time::Duration;

use crate::{
    Error, Result,
    actor::{Count, Entry},
    component::{AppState, Registry},
    token::Keys,
};

/// What all connections of an application share.
#[derive(Debug)]
pub(crate) struct Shared {
    /// What tokens are signed with.
    pub(crate) keys: Keys,
    /// How old a token may be.
    pub(crate) max_age: Duration,
    /// All components of the program.
    pub(crate) registry: Registry,
    /// What `cx.state` finds.
    pub(crate) state: AppState,
    /// Joined components that live.
    pub(crate) components: Count,
    /// Connections that live.
    pub(crate) connections: Count,
}

impl Shared {
    /// The component of this name; `None` if the program has none.
    pub(crate) fn entry(&self, module: &str) -> Option<Result<&'static Entry>> {
        self.registry.find(module).map(Entry::find)
    }

    /// The component of this name.
    ///
    /// # Errors
    /// The program has none.
    pub(crate) fn known_entry(&self, module: &str) -> Result<&'static Entry> {
        self.entry(module).unwrap_or_else(|| Err(Error::msg(format_args!("there is no component `{module}`"))))
    }
}
