//! [`TokenSchedule`], when a connection's components are given newer tokens.

use std::time::{Duration, Instant};

use super::joined_component::JoinedComponent;
use crate::component::Resume;

/// How far apart two newer tokens of a component are at least: making one costs more than an event.
pub(super) const BETWEEN_TOKENS: Duration = Duration::from_secs(1);

/// How far apart it is tried at least whether a state that was too large for a token has become smaller. To find out costs as much as a token.
const BETWEEN_TRIES: Duration = Duration::from_secs(30);

/// When the next newer token of a connection is due. When that of each component is, stands in the component.
#[derive(Debug, Default)]
pub(super) struct TokenSchedule {
    /// Never later than the earliest of the components'.
    due: Option<Instant>,
}

impl TokenSchedule {
    /// When the next is due.
    pub(super) const fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Whether one is due.
    pub(super) fn is_due(&self, now: Instant) -> bool {
        self.due.is_some_and(|due| due <= now)
    }

    /// The next is due then.
    pub(super) const fn set(&mut self, due: Option<Instant>) {
        self.due = due;
    }

    /// Remembers that a component's client is to be given a newer token after a while, or at once if the server stops. If the connection breaks, the
    /// client comes back with the last that it has.
    pub(super) fn owe(&mut self, joined: &mut JoinedComponent, after: Duration, stopping: bool, now: Instant) {
        if joined.actor.saving().resume == Resume::None {
            return;
        }
        let due = if stopping {
            now
        } else {
            let between = if joined.is_held { BETWEEN_TRIES } else { BETWEEN_TOKENS };
            let due = now + after;
            joined.token_tried.map_or(due, |tried| due.max(tried + between))
        };
        joined.token_due = Some(joined.token_due.map_or(due, |known| known.min(due)));
        self.due = Some(self.due.map_or(due, |known| known.min(due)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::tests::part::part;

    const AFTER: Duration = Duration::from_millis(300);

    #[test]
    fn the_earliest_of_the_components_tokens_is_due_next() {
        let (mut schedule, start) = (TokenSchedule::default(), Instant::now());
        let (mut first, mut second) = (part(1), part(2));
        assert!(!schedule.is_due(start));
        schedule.owe(&mut first, AFTER, false, start);
        schedule.owe(&mut second, 2 * AFTER, false, start);
        schedule.owe(&mut first, 2 * AFTER, false, start);
        assert_eq!((first.token_due, second.token_due), (Some(start + AFTER), Some(start + 2 * AFTER)));
        assert!(schedule.due() == first.token_due && !schedule.is_due(start) && schedule.is_due(start + AFTER));
    }

    #[test]
    fn tokens_of_a_component_have_a_distance_and_tries_for_a_large_state_a_longer_one() {
        let (mut schedule, start) = (TokenSchedule::default(), Instant::now());
        for (is_held, between) in [(false, BETWEEN_TOKENS), (true, BETWEEN_TRIES)] {
            let mut component = part(1);
            (component.is_held, component.token_tried) = (is_held, Some(start));
            schedule.owe(&mut component, AFTER, false, start);
            assert_eq!(component.token_due, Some(start + between));
        }
    }

    #[test]
    fn a_server_that_stops_owes_at_once() {
        let (mut schedule, start) = (TokenSchedule::default(), Instant::now());
        let mut component = part(1);
        component.token_tried = Some(start);
        schedule.owe(&mut component, AFTER, true, start);
        assert!(schedule.is_due(start) && component.token_due == Some(start));
    }
}
