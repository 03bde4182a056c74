//! [`Parking`], the states of components whose connection broke, for when their client comes back.
//!
//! The component itself ends with its connection: `disconnected` runs, and what it kept busy with ends. What waits is its state,
//! which is newer than the last token that its client has, and the number of the last event that it handled, so
//! that an event whose answer was lost is not handled twice. A client that comes back runs `connected`, as at every join.

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// How many states may wait.
const STATES: usize = 20_000;
/// How many bytes of them.
const BYTES: usize = 64 * 1024 * 1024;

/// The state of a component that waits for its client.
#[derive(Debug)]
pub(super) struct Parked {
    /// The visitor's session.
    pub(super) session: Box<str>,
    /// The component.
    pub(super) module: &'static str,
    /// Its state, saved.
    pub(super) saved: String,
    /// The last event that it handled.
    pub(super) last_event: u64,
}

/// All states that wait.
#[derive(Default)]
pub(crate) struct Parking {
    lot: Mutex<Lot>,
}

#[derive(Default)]
struct Lot {
    /// By the component's instance; the number tells apart those that were parked one after the other.
    states: HashMap<u64, (u64, Parked)>,
    /// What was parked, oldest first: when it goes, its instance and its number. Some may have gone before.
    order: VecDeque<(Instant, u64, u64)>,
    /// The bytes of all states.
    bytes: usize,
    /// The number of the next.
    next: u64,
}

impl Parking {
    /// Keeps a state until `until`, or until there are too many that are younger.
    pub(super) fn put(&self, instance: u64, parked: Parked, until: Instant, now: Instant) {
        let mut lot = self.lot();
        lot.remove(instance);
        lot.next += 1;
        let number = lot.next;
        lot.bytes += parked.saved.len();
        lot.states.insert(instance, (number, parked));
        lot.order.push_back((until, instance, number));
        lot.sweep(now);
    }

    /// Takes the state of a component for the client that it belongs to.
    pub(super) fn take(&self, instance: u64, session: &str, module: &str, now: Instant) -> Option<Parked> {
        let mut lot = self.lot();
        lot.sweep(now);
        let (_, parked) = lot.states.get(&instance)?;
        if *parked.session != *session || parked.module != module {
            return None;
        }
        lot.remove(instance)
    }

    /// What the lock guards; a thread that panicked while it held it left it whole.
    fn lot(&self) -> MutexGuard<'_, Lot> {
        self.lot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lot {
    fn remove(&mut self, instance: u64) -> Option<Parked> {
        let (_, parked) = self.states.remove(&instance)?;
        self.bytes -= parked.saved.len();
        Some(parked)
    }

    /// Drops what is too old, and the oldest while there is too much.
    fn sweep(&mut self, now: Instant) {
        while let Some(&(until, instance, number)) = self.order.front()
            && (until <= now || self.order.len() > STATES || self.bytes > BYTES)
        {
            self.order.pop_front();
            if self.states.get(&instance).is_some_and(|(known, _)| *known == number) {
                self.remove(instance);
            }
        }
    }
}

impl fmt::Debug for Parking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parking").field("states", &self.lot().states.len()).finish()
    }
}

/// How long a component waits unless the application says otherwise.
pub(crate) const PARKED: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;

    fn parked(saved: &str) -> Parked {
        Parked { session: "visitor".into(), module: "m", saved: saved.to_owned(), last_event: 3 }
    }

    #[test]
    fn a_state_waits_for_its_own_client_once() {
        let (parking, now) = (Parking::default(), Instant::now());
        parking.put(1, parked("old"), now + PARKED, now);
        parking.put(1, parked("new"), now + PARKED, now);
        assert!(parking.take(1, "another", "m", now).is_none());
        assert!(parking.take(1, "visitor", "other", now).is_none());
        assert!(parking.take(2, "visitor", "m", now).is_none());
        let taken = parking.take(1, "visitor", "m", now);
        assert_eq!(taken.map(|parked| (parked.saved, parked.last_event)), Some(("new".to_owned(), 3)));
        assert!(parking.take(1, "visitor", "m", now).is_none());
        assert_eq!(parking.lot().bytes, 0);
    }

    #[test]
    fn it_does_not_wait_for_ever() {
        let (parking, now) = (Parking::default(), Instant::now());
        parking.put(1, parked("a"), now + PARKED, now);
        assert!(parking.take(1, "visitor", "m", now + PARKED).is_none());
        let lot = parking.lot();
        assert_eq!((lot.bytes, lot.order.len()), (0, 0));
    }

    #[test]
    fn the_oldest_goes_when_there_are_too_many() {
        let (parking, now) = (Parking::default(), Instant::now());
        for instance in 0..=STATES as u64 {
            parking.put(instance, parked("a"), now + PARKED, now);
        }
        assert!(parking.take(0, "visitor", "m", now).is_none());
        assert!(parking.take(1, "visitor", "m", now).is_some());
        parking.put(9, parked(&"a".repeat(BYTES + 1)), now + PARKED, now);
        let lot = parking.lot();
        assert_eq!((lot.bytes, lot.states.len()), (0, 0));
    }
}
