//! [`Shared`], the values that all connections of an application share.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::{
    guard::{Accounts, Guard, Network},
    locations::Locations,
    parking::Bounds,
    visits::Visits,
};
use crate::{
    Error, Result,
    actor::{Count, Entry},
    component::{AppState, Registry},
    token::Keys,
};

/// How long things are good for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    /// How old a token may be.
    pub(crate) max_age: Duration,
    /// The largest token that a state travels in, in bytes.
    pub(crate) max_token: usize,
    /// How much may wait for clients after a break, and how long.
    pub(crate) park: Bounds,
    /// How long what is under way may take when the application stops.
    pub(crate) stop: Duration,
    /// How long all is served as before when the application is told to stop.
    pub(crate) drain: Duration,
    /// How many clients are asked to come back each second when it has stopped. A join takes the other process about a tenth of a millisecond.
    pub(crate) return_rate: usize,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            max_age: Duration::from_secs(24 * 60 * 60),
            max_token: 64 * 1024,
            park: Bounds::default(),
            stop: Duration::from_secs(10),
            drain: Duration::ZERO,
            return_rate: 10_000,
        }
    }
}

/// The values that all connections of an application share.
#[derive(Debug)]
pub(crate) struct Shared {
    /// The keys that sign tokens.
    pub(crate) keys: Keys,
    /// How long things are good for.
    pub(crate) terms: Terms,
    /// Limits, rights and refusals.
    pub(crate) guard: Guard,
    /// The visitors who are connected, and their addresses.
    pub(crate) visits: Arc<Visits>,
    /// All components of the program.
    pub(crate) registry: Registry,
    /// The values that `cx.state` finds.
    pub(crate) state: AppState,
    /// The places of components whose client may come back.
    pub(crate) locations: Locations,
    /// Joined components that live.
    pub(crate) components: Count,
    /// Connections that live.
    pub(crate) connections: Count,
    /// Components of which it has been said that their states outgrow a token.
    pub(crate) outgrown: Mutex<BTreeSet<String>>,
}

impl Shared {
    /// The shared values of an application that has no connections yet.
    pub(crate) fn new(keys: Keys, terms: Terms, guard: Guard, registry: Registry, state: AppState) -> Self {
        Self {
            keys,
            terms,
            locations: Locations::new(terms.park, guard.limits.parked_bytes_per_client),
            guard,
            visits: Arc::default(),
            registry,
            state,
            components: Count::default(),
            connections: Count::default(),
            outgrown: Mutex::default(),
        }
    }

    /// The accounts of the bytes that are kept for clients of this address.
    pub(crate) fn accounts(&self, address: Option<Network>) -> Accounts {
        let address = address.map(|address| self.visits.account(address, Instant::now()));
        Accounts::new(Arc::clone(&self.guard.kept), address)
    }

    /// Says once that the states of a component do not fit into tokens.
    pub(super) fn warn_of_size(&self, component: &str, bytes: usize) {
        let mut outgrown = self.outgrown.lock().unwrap_or_else(PoisonError::into_inner);
        if !outgrown.contains(component) {
            outgrown.insert(component.to_owned());
            tracing::warn!(
                component,
                bytes,
                limit = self.terms.max_token,
                "a state has outgrown its token, and is kept on the server only: its page does not survive a restart. Keep less in it, mark \
                 what `connected` can load again with `#[state(skip)]`, or raise `Loom::builder().max_token(..)`"
            );
        }
    }

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
