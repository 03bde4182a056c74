//! [`Places`]: where each component is that its client may come back to.
//!
//! A component is *live* on a connection, *leaving* one while something that takes time is finished, or *parked*: its state waits
//! for its client. Whoever joins it takes it from wherever it is. A connection that still has it, because nobody has told it yet that its
//! socket is dead, gives it up; the newcomer waits for its state. So there is never a second actor of one component, and never an
//! older state than one that an answer has told of.

use std::{
    collections::HashMap,
    fmt,
    hash::{BuildHasher as _, RandomState},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use super::{
    called::Called,
    guard::Client,
    inbox::{Mailbox, Note},
    parking::{Bounds, Parked, Parking},
    who::Who,
};

/// The number of pages that give themselves none, and of those that have not come yet.
const NO_PAGE: u64 = 0;

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
    /// How many bytes may wait for one client.
    most: usize,
    lot: Mutex<Lot>,
    /// Makes digests of clients.
    digest: RandomState,
}

#[derive(Default)]
struct Lot {
    places: HashMap<Who, Place>,
    /// What waits for clients that may come back.
    parking: Parking,
    /// What waits for pages that have not joined yet. Anybody can ask for any number of pages, so it has what the other leaves, and half of all at most.
    unjoined: Parking,
    /// The last ticket or number of a parked component that was given out.
    last: u64,
}

/// Where a component is, and the number of the socket that had or claimed it last: one that its page opened before gets it no more.
enum Place {
    /// On a connection, under a key.
    Live { mailbox: Arc<Mailbox>, key: u64, socket: u32 },
    /// On its way out of one.
    Leaving(Box<Leaving>),
    /// Handed over to one who waited for it; without a state if that was lost.
    Held { heir: Heir, parked: Option<Box<Parked>> },
    /// Waiting for its client, under its number in the [`Parking`].
    Parked { number: u64, parked: Box<Parked>, socket: u32, joined: bool },
}

/// A component on its way out of its connection.
struct Leaving {
    heir: Option<Heir>,
    /// Calls that came in between.
    calls: Vec<Called>,
    socket: u32,
}

/// A connection that waits for a component.
struct Heir {
    ticket: u64,
    mailbox: Arc<Mailbox>,
    socket: u32,
}

/// Whoever joins a component.
pub(super) struct Claimant<'c> {
    /// Its connection's mailbox.
    pub(super) mailbox: &'c Arc<Mailbox>,
    /// The key that the component is to have there.
    pub(super) key: u64,
    /// The number of its socket among those of its page.
    pub(super) socket: u32,
}

impl Claimant<'_> {
    fn place(&self) -> Place {
        Place::Live { mailbox: Arc::clone(self.mailbox), key: self.key, socket: self.socket }
    }
}

impl Places {
    pub(crate) fn new(bounds: Bounds, most: usize) -> Self {
        Self { bounds, most, lot: Mutex::default(), digest: RandomState::new() }
    }

    /// How many components are parked, and the bytes of their states.
    pub(crate) fn parked(&self, now: Instant) -> (usize, usize) {
        let mut lot = self.lot();
        lot.sweep(self.bounds, now);
        let (count, bytes) = lot.parking.total();
        let (unjoined, unjoined_bytes) = lot.unjoined.total();
        (count + unjoined, bytes + unjoined_bytes)
    }

    /// A digest of whose the states are that a client leaves behind.
    pub(super) fn client(&self, client: Client<'_>) -> u64 {
        match client.address {
            Some(address) => self.digest.hash_one(address),
            None => self.digest.hash_one(client.session),
        }
    }

    /// A component joins a connection.
    pub(super) fn claim(&self, who: Who, claimant: &Claimant<'_>, now: Instant) -> Claim {
        let mut lot = self.lot();
        lot.sweep(self.bounds, now);
        if lot.places.get(&who).is_some_and(|place| place.socket() > claimant.socket) {
            return Claim::Lost;
        }
        lot.last += 1;
        let ticket = lot.last;
        let heir = Heir { ticket, mailbox: Arc::clone(claimant.mailbox), socket: claimant.socket };
        let leaving = match lot.replace(who, claimant.place()) {
            None => return Claim::Absent,
            Some(Place::Parked { parked, .. }) => return Claim::Parked(parked),
            Some(Place::Held { heir: old, parked }) => {
                old.mailbox.note(Note::Arrived);
                return parked.map_or(Claim::Absent, Claim::Parked);
            }
            Some(Place::Live { mailbox: old, key, .. }) => {
                old.note(Note::GiveUp(key));
                Leaving { heir: Some(heir), calls: Vec::new(), socket: claimant.socket }
            }
            Some(Place::Leaving(leaving)) => {
                if let Some(old) = leaving.heir {
                    old.mailbox.note(Note::Arrived);
                }
                Leaving { heir: Some(heir), calls: leaving.calls, socket: claimant.socket }
            }
        };
        lot.places.insert(who, Place::Leaving(Box::new(leaving)));
        Claim::Wait(ticket)
    }

    /// Keeps the state of a component that no page has joined yet.
    pub(super) fn hold(&self, instance: u64, parked: Parked, now: Instant) {
        self.park(&mut self.lot(), Who { instance, page: NO_PAGE }, None, Box::new(parked), now);
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
    pub(super) fn collect(&self, who: Who, ticket: u64, claimant: &Claimant<'_>) -> Claim {
        let mut lot = self.lot();
        match lot.places.get(&who) {
            Some(Place::Held { heir, .. }) if heir.ticket == ticket => {}
            Some(Place::Leaving(leaving)) if leaving.is_for(ticket) => return Claim::Wait(ticket),
            _ => return Claim::Lost,
        }
        match lot.replace(who, claimant.place()) {
            Some(Place::Held { parked: Some(parked), .. }) => Claim::Parked(parked),
            _ => Claim::Absent,
        }
    }

    /// Whoever waits under this ticket waits no more.
    pub(super) fn cancel(&self, who: Who, ticket: u64, now: Instant) {
        let mut lot = self.lot();
        match lot.places.get_mut(&who) {
            Some(Place::Leaving(leaving)) if leaving.is_for(ticket) => leaving.heir = None,
            Some(Place::Held { heir, .. }) if heir.ticket == ticket => {
                if let Some(Place::Held { parked: Some(parked), heir }) = lot.take(who) {
                    self.park(&mut lot, who, Some(heir.socket), parked, now);
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
            Some(Place::Live { mailbox: known, key: known_key, socket })
                if Arc::ptr_eq(known, mailbox) && *known_key == key =>
            {
                let leaving = Leaving { heir: None, calls: Vec::new(), socket: *socket };
                if comes_back {
                    lot.places.insert(who, Place::Leaving(Box::new(leaving)));
                } else {
                    lot.take(who);
                }
                comes_back
            }
            Some(Place::Leaving(_)) => true,
            _ => false,
        }
    }

    /// A component has left its connection, with its state unless that was lost.
    pub(super) fn arrive(&self, who: Who, parked: Option<Box<Parked>>, now: Instant) {
        let mut lot = self.lot();
        let Some(Place::Leaving(_)) = lot.places.get(&who) else { return };
        let Some(Place::Leaving(leaving)) = lot.take(who) else { return };
        let Leaving { heir, calls, socket } = *leaving;
        let parked = parked.map(|mut parked| {
            parked.calls.extend(calls);
            parked.weigh();
            parked
        });
        match (heir, parked) {
            (Some(heir), parked) => {
                heir.mailbox.note(Note::Arrived);
                lot.places.insert(who, Place::Held { heir, parked });
            }
            (None, Some(parked)) => self.park(&mut lot, who, Some(socket), parked, now),
            (None, None) => {}
        }
    }

    /// Hands a call of a nested component to the one around it, wherever that is. Gives it back if it is nowhere.
    pub(super) fn deliver(&self, who: Who, call: Called, now: Instant) -> Option<Called> {
        let mut lot = self.lot();
        let Lot { places, parking, unjoined, .. } = &mut *lot;
        match places.get_mut(&who) {
            None | Some(Place::Held { parked: None, .. }) => return Some(call),
            // Under the lock, so that it does not leave its connection in between.
            Some(Place::Live { mailbox, key, .. }) => mailbox.note(Note::Called(*key, call)),
            Some(Place::Leaving(leaving)) => keep_call(&mut leaving.calls, call),
            Some(Place::Held { parked: Some(parked), .. }) => keep_call(&mut parked.calls, call),
            Some(Place::Parked { parked, joined, .. }) => {
                let parking = if *joined { parking } else { unjoined };
                parking.count_out(parked);
                keep_call(&mut parked.calls, call);
                parked.weigh();
                parking.count_in(parked);
                let client = parked.client;
                lot.bound(client, self.most);
                lot.sweep(self.bounds, now);
            }
        }
        None
    }

    /// Keeps a state for as long as the bounds say, or until there are too many that are younger. `socket` is that of its page that had it; `None` if no page has
    /// joined it.
    fn park(&self, lot: &mut Lot, who: Who, socket: Option<u32>, mut parked: Box<Parked>, now: Instant) {
        lot.take(who);
        if self.bounds.time.is_zero() {
            return;
        }
        let client = parked.client;
        parked.weigh();
        lot.last += 1;
        let (number, joined) = (lot.last, socket.is_some());
        lot.parking(joined).enter(number, who, &parked, now + self.bounds.time);
        lot.places.insert(who, Place::Parked { number, parked, socket: socket.unwrap_or_default(), joined });
        lot.bound(client, self.most);
        lot.sweep(self.bounds, now);
    }

    /// What the lock guards; a thread that panicked while it held it left it whole.
    fn lot(&self) -> MutexGuard<'_, Lot> {
        self.lot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// The number of the socket that had or claimed it last.
    fn socket(&self) -> u32 {
        match self {
            Self::Live { socket, .. } | Self::Parked { socket, .. } => *socket,
            Self::Leaving(leaving) => leaving.socket,
            Self::Held { heir, .. } => heir.socket,
        }
    }
}

impl Leaving {
    /// Whether it is whoever has this ticket that waits for it.
    fn is_for(&self, ticket: u64) -> bool {
        self.heir.as_ref().is_some_and(|heir| heir.ticket == ticket)
    }
}

impl Lot {
    /// What counts those that a page had joined, or those that none had.
    fn parking(&mut self, joined: bool) -> &mut Parking {
        if joined { &mut self.parking } else { &mut self.unjoined }
    }

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
        let Self { places, parking, unjoined, .. } = self;
        if let Place::Parked { parked, joined, .. } = place {
            let parking = if *joined { parking } else { unjoined };
            parking.count_out(parked);
            parking.tidy(parked.client, |who, number| is_parked(places, who, number));
        }
    }

    /// Drops what is too old, and the oldest while there is too much.
    fn sweep(&mut self, bounds: Bounds, now: Instant) {
        let next = |lot: &mut Self| {
            let Self { places, parking, unjoined, .. } = lot;
            let is_there = |who, number| is_parked(places, who, number);
            parking
                .next_to_go(bounds, now, is_there)
                .or_else(|| unjoined.next_to_go(bounds.beside(parking.total()), now, is_there))
        };
        while let Some(who) = next(self) {
            self.take(who);
        }
    }

    /// Drops a client's oldest while it has more than `most` bytes.
    fn bound(&mut self, client: u64, most: usize) {
        let next = |lot: &mut Self| {
            let Self { places, parking, unjoined, .. } = lot;
            let is_there = |who, number| is_parked(places, who, number);
            let left = most.saturating_sub(parking.of_client(client));
            unjoined.next_of_client(client, left, is_there).or_else(|| parking.next_of_client(client, most, is_there))
        };
        while let Some(who) = next(self) {
            self.take(who);
        }
    }
}

/// Keeps a call for a component that is on no connection, unless as many wait as would for one that is busy.
fn keep_call(calls: &mut Vec<Called>, call: Called) {
    if calls.len() < super::TASKS {
        calls.push(call);
    } else {
        tracing::warn!(handler = &*call.call.handler, "a callback was dropped: too many wait for the component");
    }
}

/// Whether a component is parked, and has been since it was given this number.
fn is_parked(places: &HashMap<Who, Place>, who: Who, number: u64) -> bool {
    matches!(places.get(&who), Some(Place::Parked { number: known, .. }) if *known == number)
}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lot = self.lot();
        let parked = lot.parking.total().0 + lot.unjoined.total().0;
        f.debug_struct("Places").field("known", &lot.places.len()).field("parked", &parked).finish_non_exhaustive()
    }
}
