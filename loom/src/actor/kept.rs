//! The saved state that a component goes back to after a panic.

use std::time::{Duration, Instant};

use crate::{
    Error, Result,
    component::{LiveComponent, state},
};

/// How old a saved state may be when an event begins.
const FRESH: Duration = Duration::from_secs(1);

/// A component's state as it was at some moment, at most a second before the last event began.
///
/// Saving costs time, so it is done at most once a second, before something runs. It costs memory too, and what is older than a second
/// would be saved anew anyway: so a component that nothing happens to keeps none.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The state, saved, and when it was.
    saved: Option<(Box<str>, Instant)>,
}

impl Kept {
    /// Saves `component`, which is about to change, if what is kept is too old.
    pub(super) fn refresh<C: LiveComponent>(&mut self, component: &C, now: Instant) -> Result<()> {
        let fresh = |(_, at): &(Box<str>, Instant)| now.saturating_duration_since(*at) < FRESH;
        if !self.saved.as_ref().is_some_and(fresh) {
            self.saved = Some((state::write(component)?.into(), now));
        }
        Ok(())
    }

    /// The component as it was kept.
    pub(super) fn load<C: LiveComponent>(&mut self) -> Result<C> {
        let (saved, _) = self.saved.as_ref().ok_or_else(|| Error::msg("no state was kept"))?;
        state::read(saved)
    }

    /// Nothing has happened for a while.
    pub(super) fn forget(&mut self) {
        self.saved = None;
    }
}
