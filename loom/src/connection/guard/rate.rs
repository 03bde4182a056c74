//! [`Rate`], the rate at which something may happen.

use std::time::{Duration, Instant};

/// How often something may happen: so many times at once, and so many in a time after that.
///
/// ```
/// use loom::Rate;
///
/// // Two hundred at once; a client that has used them up gets fifty more each second.
/// let rate = Rate::per_second(50).burst(200);
/// # assert_ne!(rate, Rate::per_minute(50));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many at once.
    burst: u32,
    /// The time that one of them costs.
    interval: Duration,
}

impl Rate {
    /// So many a second, and as many at once. Zero is never.
    #[must_use]
    pub const fn per_second(count: u32) -> Self {
        Self::new(Duration::from_secs(1), count)
    }

    /// So many a minute, and as many at once. Zero is never.
    #[must_use]
    pub const fn per_minute(count: u32) -> Self {
        Self::new(Duration::from_secs(60), count)
    }

    /// With so many at once.
    #[must_use]
    pub const fn burst(mut self, burst: u32) -> Self {
        self.burst = burst;
        self
    }

    const fn new(time: Duration, count: u32) -> Self {
        match time.checked_div(count) {
            Some(interval) => Self { burst: count, interval },
            None => Self { burst: 0, interval: time },
        }
    }
}

/// The used part of a [`Rate`]: a token bucket, kept as the one moment at which it will be full again.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Meter {
    full: Option<Instant>,
}

impl Meter {
    /// Uses one, if there is one.
    pub(crate) fn take(&mut self, rate: Rate, now: Instant) -> bool {
        let has_one = self.has(rate, now);
        if has_one {
            self.full = Some(self.full.map_or(now, |full| full.max(now)) + rate.interval);
        }
        has_one
    }

    /// Uses so many, one after the other. Whether there were as many.
    pub(crate) fn take_all(&mut self, count: u32, rate: Rate, now: Instant) -> bool {
        (0..count).all(|_| self.take(rate, now))
    }

    /// Whether there is one.
    pub(crate) fn has(&self, rate: Rate, now: Instant) -> bool {
        let used = self.full.map_or(Duration::ZERO, |full| full.saturating_duration_since(now));
        used + rate.interval <= rate.interval.saturating_mul(rate.burst)
    }

    /// Whether nothing was ever used.
    pub(crate) fn is_unused(&self) -> bool {
        self.full.is_none()
    }

    /// Whether nothing is used.
    pub(crate) fn is_full(&self, now: Instant) -> bool {
        self.full.is_none_or(|full| full <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_let_through_and_then_the_steady_rate() {
        let (rate, start) = (Rate::per_second(10).burst(3), Instant::now());
        let mut meter = Meter::default();
        let at = |millis| start + Duration::from_millis(millis);
        let taken: Vec<bool> = (0..5).map(|_| meter.take(rate, at(0))).collect();
        assert_eq!(taken, [true, true, true, false, false]);
        assert!(!meter.take(rate, at(99)));
        assert!(meter.take(rate, at(100)));
        assert!(!meter.take(rate, at(101)));
        // A client that waits has the whole burst again, and not more.
        assert!(meter.is_full(at(10_000)));
        assert_eq!((0..5).filter(|_| meter.take(rate, at(10_000))).count(), 3);
    }

    #[test]
    fn never_is_never() {
        let mut meter = Meter::default();
        assert!(!meter.take(Rate::per_second(0), Instant::now()));
        assert!(!meter.take(Rate::per_minute(5).burst(0), Instant::now()));
    }

    #[test]
    fn a_clock_that_goes_back_lets_nothing_more_through() {
        let (rate, now) = (Rate::per_minute(1), Instant::now() + Duration::from_secs(100));
        let mut meter = Meter::default();
        assert!(meter.take(rate, now));
        assert!(!meter.take(rate, now - Duration::from_secs(50)));
    }
}
