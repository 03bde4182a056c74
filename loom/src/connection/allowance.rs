//! [`Allowance`], what a client has used of its limits.

use std::time::Instant;

use loom_vocabulary::Close;

use super::{
    guard::{Accounts, Limits, Meter, Share},
    joined_component::JoinedComponent,
};

/// Up to how many bytes a message may be that has not come to its end where there is no room for more.
const PARTIAL: usize = 4 * 1024;

/// The part of its [`Limits`] that one connection has used.
#[derive(Debug)]
pub(super) struct Allowance {
    /// Of [`Limits::events`].
    pub(super) events: Meter,
    /// Of [`Limits::frames`].
    frames: Meter,
    /// Of [`Limits::joins`].
    pub(super) joins: Meter,
    /// Of [`Limits::failed_tokens`].
    pub(super) failed_tokens: Meter,
    /// The bytes that are kept for the client.
    pub(super) memory: Share,
    /// Those of them that are on their way to or from the client.
    in_transit: usize,
}

impl Allowance {
    /// Nothing is used, and bytes count in these accounts.
    pub(super) fn new(accounts: Accounts) -> Self {
        let meter = Meter::default();
        Self {
            events: meter,
            frames: meter,
            joins: meter,
            failed_tokens: meter,
            memory: Share::new(accounts),
            in_transit: 0,
        }
    }

    /// Counts frames that are neither events nor joins.
    ///
    /// # Errors
    /// There were too many.
    pub(super) fn count_frames(&mut self, count: u32, limits: &Limits, now: Instant) -> Result<(), Close> {
        if self.frames.take_all(count, limits.frames, now) { Ok(()) } else { Err(Close::TooManyFrames) }
    }

    /// Counts what is kept for the client while it is on its way: `waiting` bytes of frames that it has not taken, and `partial` of a message that
    /// has not come to its end.
    ///
    /// # Errors
    /// Its address or the process has no room for such a message: it would wait for room, and keep it from the others.
    pub(super) fn count_in_transit(&mut self, waiting: usize, partial: usize, limits: &Limits) -> Result<(), Close> {
        let bytes = waiting.saturating_add(partial);
        if bytes == self.in_transit {
            return Ok(());
        }
        let more = bytes.saturating_sub(self.in_transit);
        let fits = partial <= PARTIAL || self.memory.reserve(more, limits);
        self.memory.change(self.in_transit, bytes);
        self.in_transit = bytes;
        if fits { Ok(()) } else { Err(Close::TooMuchKept) }
    }

    /// The bytes that are on their way.
    #[cfg(any(test, fuzzing))]
    pub(super) const fn in_transit(&self) -> usize {
        self.in_transit
    }

    /// Counts what a component has come to take of memory.
    pub(super) fn weigh(&mut self, joined: &mut JoinedComponent) {
        let bytes = joined.bytes();
        self.memory.change(joined.counted, bytes);
        joined.counted = bytes;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::Rate;

    fn allowance() -> Allowance {
        Allowance::new(Accounts::new(Arc::default(), None))
    }

    #[test]
    fn one_frame_too_many_ends_the_connection() {
        let (mut allowance, now) = (allowance(), Instant::now());
        let limits = Limits { frames: Rate::per_minute(3), ..Limits::default() };
        assert_eq!(allowance.count_frames(3, &limits, now), Ok(()));
        assert_eq!(allowance.count_frames(1, &limits, now), Err(Close::TooManyFrames));
    }

    #[test]
    fn what_is_on_its_way_counts_until_it_has_arrived() {
        let (mut allowance, limits) = (allowance(), Limits::default());
        for (waiting, partial) in [(100, 0), (100, 50), (0, 7), (0, 0)] {
            assert_eq!(allowance.count_in_transit(waiting, partial, &limits), Ok(()));
            assert_eq!((allowance.in_transit(), allowance.memory.bytes()), (waiting + partial, waiting + partial));
        }
    }

    #[test]
    fn a_long_message_without_room_ends_the_connection_and_a_short_one_does_not() {
        let (mut allowance, limits) = (allowance(), Limits { kept_bytes: 0, ..Limits::default() });
        assert_eq!(allowance.count_in_transit(0, PARTIAL, &limits), Ok(()));
        assert_eq!(allowance.count_in_transit(0, PARTIAL + 10_000, &limits), Err(Close::TooMuchKept));
    }
}
