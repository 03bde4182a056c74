//! The saved state that a component goes back to after a panic.

use std::time::{Duration, Instant};

use crate::{Result, component::LiveComponent, protocol::state};

/// How old a saved state may be when an event begins.
const FRESH: Duration = Duration::from_secs(1);

/// A component's state as it was at some moment, at most a second before the last event began.
///
/// Saving costs time, so it is done at most once a second, and only when something has happened since.
#[derive(Debug)]
pub(super) struct Kept {
    /// The state, saved.
    saved: Box<str>,
    /// When it was saved.
    at: Instant,
    /// Whether anything may have changed since.
    stale: bool,
}

impl Kept {
    pub(super) fn new(saved: Box<str>, now: Instant) -> Self {
        Self { saved, at: now, stale: false }
    }

    /// Saves `component`, which is about to change, if what is kept is too old.
    pub(super) fn refresh<C: LiveComponent>(&mut self, component: &C, now: Instant) -> Result<()> {
        if self.stale && now.saturating_duration_since(self.at) >= FRESH {
            self.saved = state::write(component)?.into();
            self.at = now;
        }
        self.stale = true;
        Ok(())
    }

    /// The component as it was kept.
    pub(super) fn load<C: LiveComponent>(&mut self) -> Result<C> {
        self.stale = false;
        Ok(state::read(&self.saved)?)
    }
}
