//! [`Rollback`], what a component has gone back to so far.

/// How a component goes back that cannot be shown.
#[derive(Debug, Default)]
pub(super) struct Rollback {
    /// Whether the present state has been shown, so that it is known to render.
    pub(super) shown: bool,
    /// The state before the last method, if it was shown and is known exactly.
    pub(super) last: Option<String>,
    /// It has gone back to the kept state, since something ran last.
    pub(super) tried_snapshot: bool,
    /// It has begun again with the kept state, since it was shown last.
    pub(super) restarted: bool,
}

impl Rollback {
    /// Something has run; `saved` is the state before it.
    pub(super) fn ran(&mut self, saved: Option<String>) {
        self.last = if self.shown { saved } else { self.last.take() };
        (self.shown, self.tried_snapshot) = (false, false);
    }
}
