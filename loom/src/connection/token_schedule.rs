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
