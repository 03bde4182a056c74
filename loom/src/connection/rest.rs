//! [`RestTimer`], when a connection gives up what it keeps only for the sake of speed.

use std::time::{Duration, Instant};

/// When nothing has happened for so long, what is kept only for the sake of speed is given up. Soon, since what many connections have
/// at the same time stays with the process after they have given it up.
const IDLE: Duration = Duration::from_millis(500);

/// Tells when nothing has happened for a while. Noting that something does costs no more than two writes.
#[derive(Debug)]
pub(super) struct RestTimer {
    /// When something last happened.
    stirred: Instant,
    /// When to look whether the connection is idle; `None` while it rests.
    due: Option<Instant>,
}

impl RestTimer {
    pub(super) const fn new(now: Instant) -> Self {
        Self { stirred: now, due: None }
    }

    /// Something happens.
    pub(super) fn stir(&mut self, now: Instant) {
        self.stirred = now;
        if self.due.is_none() {
            self.due = Some(now + IDLE);
        }
    }

    /// When to ask [`begins`](Self::begins).
    pub(super) const fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Whether nothing has happened for a while, and it is known.
    pub(super) const fn is_resting(&self) -> bool {
        self.due.is_none()
    }

    /// Whether the connection rests from now on.
    pub(super) fn begins(&mut self, now: Instant) -> bool {
        if self.due.is_none_or(|due| due > now) {
            return false;
        }
        let due = self.stirred + IDLE;
        self.due = (due > now).then_some(due);
        self.due.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_rests_once_after_the_last_thing_that_happened() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let mut timer = RestTimer::new(start);
        assert!(timer.is_resting() && !timer.begins(at(10_000)), "nothing has happened yet");
        timer.stir(at(0));
        timer.stir(at(400));
        assert!(!timer.begins(at(499)) && !timer.begins(at(500)), "something has happened since");
        assert_eq!(timer.due(), Some(at(900)));
        assert!(timer.begins(at(900)) && timer.is_resting());
        assert!(!timer.begins(at(2_000)));
    }
}
