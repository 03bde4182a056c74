//! [`Clock`], which computes seconds since 1970 from a monotonic time.

use std::time::Instant;

/// Relates the two clocks of a connection to each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    /// When it began.
    began: Instant,
    /// The same in seconds since 1970.
    unix: u64,
}

/// A moment by both clocks. Its seconds since 1970 are computed only where they are needed, which is seldom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    clock: Clock,
    now: Instant,
}

impl Clock {
    /// Of a connection that began `now`, which is `unix` in seconds since 1970.
    pub(super) const fn new(now: Instant, unix: u64) -> Self {
        Self { began: now, unix }
    }

    /// The moment `now`.
    pub(super) const fn at(self, now: Instant) -> Moment {
        Moment { clock: self, now }
    }
}

impl Moment {
    /// In seconds since 1970.
    pub(super) fn unix(self) -> u64 {
        self.clock.unix + self.now.saturating_duration_since(self.clock.began).as_secs()
    }
}
