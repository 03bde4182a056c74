//! [`Shared`], what all connections of an application share.

use std::time::Duration;

use super::places::{Bounds, Places};
use crate::{
    Error, Result,
    actor::{Count, Entry},
    component::{AppState, Registry},
    token::Keys,
};

/// What connections are held to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// How old a token may be.
    pub(crate) max_age: Duration,
    /// The largest message that is taken from a client, in bytes.
    pub(crate) max_message: usize,
    /// How much may wait for clients after a break, and how long.
    pub(crate) park: Bounds,
    /// How long what is under way may take when the application stops.
    pub(crate) stop: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_age: Duration::from_secs(24 * 60 * 60),
            max_message: 256 * 1024,
            park: Bounds::default(),
            stop: Duration::from_secs(10),
        }
    }
}

/// What all connections of an application share.
#[derive(Debug)]
pub(crate) struct Shared {
    /// What tokens are signed with.
    pub(crate) keys: Keys,
    /// What connections are held to.
    pub(crate) limits: Limits,
    /// All components of the program.
    pub(crate) registry: Registry,
    /// What `cx.state` finds.
    pub(crate) state: AppState,
    /// Where components are whose client may come back.
    pub(crate) places: Places,
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
