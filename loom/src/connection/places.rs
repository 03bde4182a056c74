//! [`Places`]: where each component is that its client may come back to.
//!
//! A component is *live* on a connection, *leaving* one while something that takes time is finished, or *parked*: its state waits
//! for its client. Whoever joins it takes it from wherever it is. A connection that still has it, because nobody has told it yet that its
//! socket is dead, gives it up; the newcomer waits for its state. So there is never a second actor of one component, and never an
//! older state than one that an answer has told of.

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::{
    inbox::{Mailbox, Note},
    remembered::Remembered,
};
use crate::{component::ParentCall, token::Version};

/// How much may wait for clients that may come back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// How long; zero for not at all.
    pub(crate) time: Duration,
    /// How many components.
    pub(crate) count: usize,
    /// How many bytes of state.
    pub(crate) bytes: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { time: Duration::from_secs(60), count: 20_000, bytes: 64 * 1024 * 1024 }
    }
}

/// The number of pages that give themselves none, and of those that have not come yet.
const NO_PAGE: u64 = 0;

/// One component as one page shows it. A page that was opened twice has its components twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Who {
    /// The component's instance. Who names it has shown a token that is bound to the visitor and the module.
    pub(super) instance: u64,
    /// The number that the page gave itself.
    pub(super) page: u64,
}

/// The state of a component that is on no connection.
#[derive(Debug)]
pub(super) struct Parked {
    /// The state, saved.
    pub(super) saved: String,
    /// How new it is.
    pub(super) version: Version,
    /// The last event that it handled.
    pub(super) last_event: u64,
    /// It holds only props: `mount` has still to run.
    pub(super) fresh: bool,
    /// How it answered the last events.
    pub(super) remembered: Remembered,
    /// Calls of the components nested in it that it has still to handle, oldest first.
    pub(super) calls: Vec<ParentCall>,
}

impl Parked {
    fn bytes(&self) -> usize {
        let calls: usize = self.calls.iter().map(call_bytes).sum();
        size_of::<Self>() + self.saved.len() + self.remembered.bytes() + calls
    }
}

/// What whoever joins a component goes on with.
#[derive(Debug)]
pub(super) enum Claim {
    /// It is nowhere: the token has its state.
    Absent,
    /// Its state.
    Parked(Box<Parked>),
    /// It has not been given up yet; a [`Note::Arrived`] says when to ask again, with this number.
    Wait(u64),
    /// Another has claimed it since.
    Lost,
}

/// All components that a client may come back to.
pub(crate) struct Places {
    bounds: Bounds,
    lot: Mutex<Lot>,
}

#[derive(Default)]
struct Lot {
    places: HashMap<Who, Place>,
    /// What was parked, oldest first: when it goes, and its number. Some may have gone before.
    order: VecDeque<(Instant, Who, u64)>,
    /// How many are parked.
    count: usize,
    /// The bytes of what is parked.
    bytes: usize,
    /// The last number that was given out.
    last: u64,
}

enum Place {
    /// On a connection, under a key.
    Live { mailbox: Arc<Mailbox>, key: u64 },
    /// On its way out of one. Calls that come in between wait for it.
    Leaving { heir: Option<Heir>, calls: Vec<ParentCall> },
    /// Handed over to one who waited for it; without a state if that was lost.
    Held { heir: Heir, parked: Option<Box<Parked>> },
    /// Waiting for its client, under a number that tells apart what was parked one after the other.
    Parked { number: u64, parked: Box<Parked> },
}

/// A connection that waits for a component.
struct Heir {
    ticket: u64,
    mailbox: Arc<Mailbox>,
}

impl Places {
    pub(crate) fn new(bounds: Bounds) -> Self {
        Self { bounds, lot: Mutex::default() }
    }

    /// How many components are parked, and the bytes of their states.
    pub(crate) fn parked(&self, now: Instant) -> (usize, usize) {
        let mut lot = self.lot();
        lot.sweep(self.bounds, now);
        (lot.count, lot.bytes)
    }

    /// A component joins a connection, under `key`.
    pub(super) fn claim(&self, who: Who, mailbox: &Arc<Mailbox>, key: u64, now: Instant) -> Claim {
        let mut lot = self.lot();
        lot.sweep(self.bounds, now);
        lot.last += 1;
        let ticket = lot.last;
        let heir = Heir { ticket, mailbox: Arc::clone(mailbox) };
        let live = Place::Live { mailbox: Arc::clone(mailbox), key };
        match lot.replace(who, live) {
            None => Claim::Absent,
            Some(Place::Parked { parked, .. }) => Claim::Parked(parked),
            Some(Place::Held { heir: old, parked }) => {
                old.mailbox.note(Note::Arrived);
                parked.map_or(Claim::Absent, Claim::Parked)
            }
            Some(Place::Live { mailbox: old, key }) => {
                old.note(Note::GiveUp(key));
                lot.places.insert(who, Place::Leaving { heir: Some(heir), calls: Vec::new() });
                Claim::Wait(ticket)
            }
            Some(Place::Leaving { heir: old, calls }) => {
                if let Some(old) = old {
                    old.mailbox.note(Note::Arrived);
                }
                lot.places.insert(who, Place::Leaving { heir: Some(heir), calls });
                Claim::Wait(ticket)
            }
        }
    }

    /// Keeps the state of a component that no page has joined yet.
    pub(super) fn hold(&self, instance: u64, parked: Parked, now: Instant) {
        self.lot().park(Who { instance, page: NO_PAGE }, Box::new(parked), self.bounds, now);
    }

    /// Takes the state of a component that no page has joined yet.
    pub(super) fn take_held(&self, instance: u64) -> Option<Box<Parked>> {
        let mut lot = self.lot();
        let who = Who { instance, page: NO_PAGE };
        match lot.places.get(&who) {
            Some(Place::Parked { .. }) => {}
            _ => return None,
        }
        match lot.take(who) {
            Some(Place::Parked { parked, .. }) => Some(parked),
            _ => None,
        }
    }

    /// Asks for what [`Claim::Wait`] promised under this ticket.
    pub(super) fn collect(&self, who: Who, ticket: u64, mailbox: &Arc<Mailbox>, key: u64) -> Claim {
        let mut lot = self.lot();
        match lot.places.get(&who) {
            Some(Place::Held { heir, .. }) if heir.ticket == ticket => {}
            Some(Place::Leaving { heir: Some(heir), .. }) if heir.ticket == ticket => return Claim::Wait(ticket),
            _ => return Claim::Lost,
        }
        match lot.replace(who, Place::Live { mailbox: Arc::clone(mailbox), key }) {
            Some(Place::Held { parked: Some(parked), .. }) => Claim::Parked(parked),
            _ => Claim::Absent,
        }
    }

    /// Whoever waits under this ticket waits no more.
    pub(super) fn cancel(&self, who: Who, ticket: u64, now: Instant) {
        let mut lot = self.lot();
        match lot.places.get_mut(&who) {
            Some(Place::Leaving { heir, .. }) if heir.as_ref().is_some_and(|heir| heir.ticket == ticket) => {
                *heir = None
            }
            Some(Place::Held { heir, .. }) if heir.ticket == ticket => {
                if let Some(Place::Held { parked: Some(parked), .. }) = lot.take(who) {
                    lot.park(who, parked, self.bounds, now);
                }
            }
            _ => {}
        }
    }

    /// A connection gives up a component that it has under `key`. Whether its state has to [arrive](Self::arrive): its client may come
    /// back, or somebody waits for it.
    pub(super) fn leave(&self, who: Who, mailbox: &Arc<Mailbox>, key: u64, comes_back: bool) -> bool {
        let mut lot = self.lot();
        match lot.places.get(&who) {
            Some(Place::Live { mailbox: known, key: known_key })
                if Arc::ptr_eq(known, mailbox) && *known_key == key =>
            {
                if comes_back {
                    lot.places.insert(who, Place::Leaving { heir: None, calls: Vec::new() });
                } else {
                    lot.take(who);
                }
                comes_back
            }
            Some(Place::Leaving { .. }) => true,
            _ => false,
        }
    }

    /// A component has left its connection, with its state unless that was lost.
    pub(super) fn arrive(&self, who: Who, mut parked: Option<Box<Parked>>, now: Instant) {
        let mut lot = self.lot();
        let Some(Place::Leaving { heir, calls }) = lot.places.get_mut(&who) else { return };
        if let Some(parked) = &mut parked {
            parked.calls.append(calls);
        }
        match (heir.take(), parked) {
            (Some(heir), parked) => {
                heir.mailbox.note(Note::Arrived);
                lot.places.insert(who, Place::Held { heir, parked });
            }
            (None, Some(parked)) => lot.park(who, parked, self.bounds, now),
            (None, None) => drop(lot.take(who)),
        }
    }

    /// Hands a call of a nested component to the one around it, wherever that is. Gives it back if it is nowhere.
    pub(super) fn deliver(&self, who: Who, call: ParentCall, now: Instant) -> Option<ParentCall> {
        let mut lot = self.lot();
        let bytes = call_bytes(&call);
        match lot.places.get_mut(&who) {
            None => return Some(call),
            // Under the lock, so that it does not leave its connection in between.
            Some(Place::Live { mailbox, .. }) => mailbox.note(Note::Called(who.instance, call)),
            Some(Place::Leaving { calls, .. }) => calls.push(call),
            Some(Place::Held { parked: Some(parked), .. }) => parked.calls.push(call),
            Some(Place::Held { parked: None, .. }) => return Some(call),
            Some(Place::Parked { parked, .. }) => {
                parked.calls.push(call);
                lot.bytes += bytes;
                lot.sweep(self.bounds, now);
            }
        }
        None
    }

    /// What the lock guards; a thread that panicked while it held it left it whole.
    fn lot(&self) -> MutexGuard<'_, Lot> {
        self.lot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lot {
    /// Takes a component out.
    fn take(&mut self, who: Who) -> Option<Place> {
        let place = self.places.remove(&who)?;
        self.count_out(&place);
        if self.places.len() * 4 < self.places.capacity() {
            self.places.shrink_to(self.places.len() * 2);
        }
        Some(place)
    }

    /// Puts a component somewhere else, and gives where it was.
    fn replace(&mut self, who: Who, place: Place) -> Option<Place> {
        let old = self.places.insert(who, place)?;
        self.count_out(&old);
        Some(old)
    }

    fn count_out(&mut self, place: &Place) {
        if let Place::Parked { parked, .. } = place {
            self.count -= 1;
            self.bytes -= parked.bytes();
        }
    }

    /// Keeps a state for as long as `bounds` say, or until there are too many that are younger.
    fn park(&mut self, who: Who, parked: Box<Parked>, bounds: Bounds, now: Instant) {
        self.take(who);
        if bounds.time.is_zero() {
            return;
        }
        self.last += 1;
        let number = self.last;
        self.count += 1;
        self.bytes += parked.bytes();
        self.places.insert(who, Place::Parked { number, parked });
        self.order.push_back((now + bounds.time, who, number));
        self.sweep(bounds, now);
        if self.order.len() > 2 * self.count + 64 {
            let Self { order, places, .. } = self;
            order.retain(|(_, who, number)| is_parked(places, *who, *number));
        }
    }

    /// Drops what is too old, and the oldest while there is too much.
    fn sweep(&mut self, bounds: Bounds, now: Instant) {
        while let Some(&(until, who, number)) = self.order.front() {
            let is_there = is_parked(&self.places, who, number);
            if is_there && until > now && self.count <= bounds.count && self.bytes <= bounds.bytes {
                break;
            }
            self.order.pop_front();
            if is_there {
                self.take(who);
            }
        }
    }
}

/// What a call costs that waits.
fn call_bytes(call: &ParentCall) -> usize {
    size_of::<ParentCall>() + call.handler.len() + call.detail.len()
}

/// Whether a component is parked, and has been since it was given this number.
fn is_parked(places: &HashMap<Who, Place>, who: Who, number: u64) -> bool {
    matches!(places.get(&who), Some(Place::Parked { number: known, .. }) if *known == number)
}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lot = self.lot();
        f.debug_struct("Places").field("known", &lot.places.len()).field("parked", &lot.count).finish()
    }
}
