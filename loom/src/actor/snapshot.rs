//! The saved state that a component goes back to after a panic.

use std::{
    mem,
    time::{Duration, Instant},
};

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
pub(super) struct Snapshot {
    /// The state, saved, and when it was.
    saved: Option<(Box<str>, Instant)>,
    /// It was saved since that was last asked.
    is_new: bool,
}

impl Snapshot {
    /// Saves `component`, which is about to change, if what is kept is too old. One that has not been `shown` may be one that cannot be, and does
    /// not take the place of one that was.
    pub(super) fn refresh<C: LiveComponent>(&mut self, component: &C, shown: bool, now: Instant) -> Result<()> {
        let stays = |(_, at): &(Box<str>, Instant)| !shown || now.saturating_duration_since(*at) < FRESH;
        if !self.saved.as_ref().is_some_and(stays) {
            self.saved = Some((state::write(component)?.into(), now));
            self.is_new = true;
        }
        Ok(())
    }

    /// The component as it was kept.
    pub(super) fn load<C: LiveComponent>(&mut self) -> Result<C> {
        let (saved, _) = self.saved.as_ref().ok_or_else(|| Error::msg("no state was kept"))?;
        state::read(saved)
    }

    /// The kept state in its saved form.
    pub(super) fn text(&self) -> Option<&str> {
        self.saved.as_ref().map(|(saved, _)| &**saved)
    }

    /// The length of what is kept, if it was saved since this was last asked.
    pub(super) fn new_length(&mut self) -> Option<usize> {
        if mem::take(&mut self.is_new) { self.text().map(str::len) } else { None }
    }

    /// Takes what is kept, saved.
    pub(super) fn take(&mut self) -> Option<String> {
        self.saved.take().map(|(saved, _)| saved.into())
    }

    /// Nothing has happened for a while.
    pub(super) fn forget(&mut self) {
        self.saved = None;
    }
}
