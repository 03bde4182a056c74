//! [`Locations`]: where each component is that its client may come back to.
//!
//! A component is *live* on a connection, *leaving* one while something that takes time is finished, or *parked*: its state waits
//! for its client. A connection that joins it takes it from wherever it is. A connection that still has it, because nobody has told it yet that its
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
    guard::ClientIdentity,
    mailbox::{Mailbox, Note},
    parking::{Bounds, Parked, Parking},
    resume_key::ResumeKey,
    routed_call::RoutedCall,
};

/// The number of pages that give themselves none, and of those that have not come yet.
const NO_PAGE: u64 = 0;

/// The answer to a connection that joins a component.
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
pub(crate) struct Locations {
    bounds: Bounds,
    /// How many bytes may wait for one client.
    most: usize,
    table: Mutex<LocationTable>,
    /// Makes digests of clients.
    digest: RandomState,
}

#[derive(Default)]
struct LocationTable {
    locations: HashMap<ResumeKey, Location>,
    /// The components that wait for clients that may come back.
    parking: Parking,
    /// The components that wait for pages that have not joined yet. Anybody can ask for any number of pages, so it has what the other leaves, and half of all at most.
    unjoined: Parking,
    /// The last ticket or number of a parked component that was given out.
    last: u64,
}

/// The place of a component, and the number of the socket that had or claimed it last: one that its page opened before gets it no more.
enum Location {
    /// On a connection, under a key.
    Live { mailbox: Arc<Mailbox>, key: u64, socket_number: u32 },
    /// On its way out of one.
    Leaving(Box<Leaving>),
    /// Handed over to one who waited for it; without a state if that was lost.
    Held { successor: Successor, parked: Option<Box<Parked>> },
    /// Waiting for its client, under its number in the [`Parking`].
    Parked { number: u64, parked: Box<Parked>, socket_number: u32, joined: bool },
}

/// A component on its way out of its connection.
struct Leaving {
    successor: Option<Successor>,
    /// Calls that came in between.
    calls: Vec<RoutedCall>,
    socket_number: u32,
}

/// A connection that waits for a component.
struct Successor {
    ticket: u64,
    mailbox: Arc<Mailbox>,
    socket_number: u32,
}

/// The connection that joins a component.
pub(super) struct Claimant<'c> {
    /// Its connection's mailbox.
    pub(super) mailbox: &'c Arc<Mailbox>,
    /// The key that the component is to have there.
    pub(super) key: u64,
    /// The number of its socket among those of its page.
    pub(super) socket_number: u32,
}

impl Claimant<'_> {
    fn place(&self) -> Location {
        Location::Live { mailbox: Arc::clone(self.mailbox), key: self.key, socket_number: self.socket_number }
    }
}

impl Locations {
    pub(crate) fn new(bounds: Bounds, most: usize) -> Self {
        Self { bounds, most, table: Mutex::default(), digest: RandomState::new() }
    }

    /// How many components are parked, and the bytes of their states.
    pub(crate) fn parked(&self, now: Instant) -> (usize, usize) {
        let mut table = self.table();
        table.sweep(self.bounds, now);
        let (count, bytes) = table.parking.total();
        let (unjoined, unjoined_bytes) = table.unjoined.total();
        (count + unjoined, bytes + unjoined_bytes)
    }

    /// A digest of whose the states are that a client leaves behind.
    pub(super) fn client(&self, client: ClientIdentity<'_>) -> u64 {
        match client.address {
            Some(address) => self.digest.hash_one(address),
            None => self.digest.hash_one(client.session),
        }
    }

    /// A component joins a connection.
    pub(super) fn claim(&self, resume_key: ResumeKey, claimant: &Claimant<'_>, now: Instant) -> Claim {
        let mut table = self.table();
        table.sweep(self.bounds, now);
        if table.locations.get(&resume_key).is_some_and(|place| place.socket_number() > claimant.socket_number) {
            return Claim::Lost;
        }
        table.last += 1;
        let ticket = table.last;
        let successor =
            Successor { ticket, mailbox: Arc::clone(claimant.mailbox), socket_number: claimant.socket_number };
        let leaving = match table.replace(resume_key, claimant.place()) {
            None => return Claim::Absent,
            Some(Location::Parked { parked, .. }) => return Claim::Parked(parked),
            Some(Location::Held { successor: old, parked }) => {
                old.mailbox.note(Note::Arrived);
                return parked.map_or(Claim::Absent, Claim::Parked);
            }
            Some(Location::Live { mailbox: old, key, .. }) => {
                old.note(Note::GiveUp(key));
                Leaving { successor: Some(successor), calls: Vec::new(), socket_number: claimant.socket_number }
            }
            Some(Location::Leaving(leaving)) => {
                if let Some(old) = leaving.successor {
                    old.mailbox.note(Note::Arrived);
                }
                Leaving { successor: Some(successor), calls: leaving.calls, socket_number: claimant.socket_number }
            }
        };
        table.locations.insert(resume_key, Location::Leaving(Box::new(leaving)));
        Claim::Wait(ticket)
    }

    /// Keeps the state of a component that no page has joined yet.
    pub(super) fn hold(&self, instance: u64, parked: Parked, now: Instant) {
        self.park(&mut self.table(), ResumeKey { instance, page: NO_PAGE }, None, Box::new(parked), now);
    }

    /// The state of a component that no page has joined yet.
    pub(super) fn held(&self, instance: u64) -> Option<String> {
        match self.table().locations.get(&ResumeKey { instance, page: NO_PAGE })? {
            Location::Parked { parked, .. } => Some(parked.saved.clone()),
            _ => None,
        }
    }

    /// Takes the state of a component that no page has joined yet.
    pub(super) fn take_held(&self, instance: u64) -> Option<Box<Parked>> {
        let mut table = self.table();
        let resume_key = ResumeKey { instance, page: NO_PAGE };
        match table.locations.get(&resume_key) {
            Some(Location::Parked { .. }) => {}
            _ => return None,
        }
        match table.take(resume_key) {
            Some(Location::Parked { parked, .. }) => Some(parked),
            _ => None,
        }
    }

    /// Asks for what [`Claim::Wait`] promised under this ticket.
    pub(super) fn collect(&self, resume_key: ResumeKey, ticket: u64, claimant: &Claimant<'_>) -> Claim {
        let mut table = self.table();
        match table.locations.get(&resume_key) {
            Some(Location::Held { successor, .. }) if successor.ticket == ticket => {}
            Some(Location::Leaving(leaving)) if leaving.is_for(ticket) => return Claim::Wait(ticket),
            _ => return Claim::Lost,
        }
        match table.replace(resume_key, claimant.place()) {
            Some(Location::Held { parked: Some(parked), .. }) => Claim::Parked(parked),
            _ => Claim::Absent,
        }
    }

    /// Removes the connection that waits under this ticket.
    pub(super) fn cancel(&self, resume_key: ResumeKey, ticket: u64, now: Instant) {
        let mut table = self.table();
        match table.locations.get_mut(&resume_key) {
            Some(Location::Leaving(leaving)) if leaving.is_for(ticket) => leaving.successor = None,
            Some(Location::Held { successor, .. }) if successor.ticket == ticket => {
                if let Some(Location::Held { parked: Some(parked), successor }) = table.take(resume_key) {
                    self.park(&mut table, resume_key, Some(successor.socket_number), parked, now);
                }
            }
            _ => {}
        }
    }

    /// A connection gives up a component that it has under `key`. Whether its state has to [arrive](Self::arrive): its client may come
    /// back, or somebody waits for it.
    pub(super) fn leave(&self, resume_key: ResumeKey, mailbox: &Arc<Mailbox>, key: u64, comes_back: bool) -> bool {
        let mut table = self.table();
        match table.locations.get(&resume_key) {
            Some(Location::Live { mailbox: known, key: known_key, socket_number })
                if Arc::ptr_eq(known, mailbox) && *known_key == key =>
            {
                let leaving = Leaving { successor: None, calls: Vec::new(), socket_number: *socket_number };
                if comes_back {
                    table.locations.insert(resume_key, Location::Leaving(Box::new(leaving)));
                } else {
                    table.take(resume_key);
                }
                comes_back
            }
            Some(Location::Leaving(_)) => true,
            _ => false,
        }
    }

    /// A component has left its connection, with its state unless that was lost.
    pub(super) fn arrive(&self, resume_key: ResumeKey, parked: Option<Box<Parked>>, now: Instant) {
        let mut table = self.table();
        let Some(Location::Leaving(_)) = table.locations.get(&resume_key) else { return };
        let Some(Location::Leaving(leaving)) = table.take(resume_key) else { return };
        let Leaving { successor, calls, socket_number } = *leaving;
        let parked = parked.map(|mut parked| {
            parked.calls.extend(calls);
            parked.weigh();
            parked
        });
        match (successor, parked) {
            (Some(successor), parked) => {
                successor.mailbox.note(Note::Arrived);
                table.locations.insert(resume_key, Location::Held { successor, parked });
            }
            (None, Some(parked)) => self.park(&mut table, resume_key, Some(socket_number), parked, now),
            (None, None) => {}
        }
    }

    /// Hands a call of a nested component to the one around it, wherever that is. Gives it back if it is nowhere.
    pub(super) fn deliver(&self, resume_key: ResumeKey, call: RoutedCall, now: Instant) -> Option<RoutedCall> {
        let mut table = self.table();
        let LocationTable { locations, parking, unjoined, .. } = &mut *table;
        match locations.get_mut(&resume_key) {
            None | Some(Location::Held { parked: None, .. }) => return Some(call),
            // Under the lock, so that it does not leave its connection in between.
            Some(Location::Live { mailbox, key, .. }) => mailbox.note(Note::Callback(*key, call)),
            Some(Location::Leaving(leaving)) => keep_call(&mut leaving.calls, call),
            Some(Location::Held { parked: Some(parked), .. }) => keep_call(&mut parked.calls, call),
            Some(Location::Parked { parked, joined, .. }) => {
                let parking = if *joined { parking } else { unjoined };
                parking.count_out(parked);
                keep_call(&mut parked.calls, call);
                parked.weigh();
                parking.count_in(parked);
                let client = parked.client;
                table.bound(client, self.most);
                table.sweep(self.bounds, now);
            }
        }
        None
    }

    /// Keeps a state for as long as the bounds say, or until there are too many that are younger. `socket_number` is that of its page that had it; `None` if no page has
    /// joined it.
    fn park(
        &self,
        table: &mut LocationTable,
        resume_key: ResumeKey,
        socket_number: Option<u32>,
        mut parked: Box<Parked>,
        now: Instant,
    ) {
        table.take(resume_key);
        if self.bounds.time.is_zero() {
            return;
        }
        let client = parked.client;
        parked.weigh();
        table.last += 1;
        let (number, joined) = (table.last, socket_number.is_some());
        table.parking(joined).enter(number, resume_key, &parked, now + self.bounds.time);
        table.locations.insert(
            resume_key,
            Location::Parked { number, parked, socket_number: socket_number.unwrap_or_default(), joined },
        );
        table.bound(client, self.most);
        table.sweep(self.bounds, now);
    }

    /// The table behind the lock; a thread that panicked while it held the lock left it whole.
    fn table(&self) -> MutexGuard<'_, LocationTable> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Location {
    /// The number of the socket that had or claimed it last.
    fn socket_number(&self) -> u32 {
        match self {
            Self::Live { socket_number, .. } | Self::Parked { socket_number, .. } => *socket_number,
            Self::Leaving(leaving) => leaving.socket_number,
            Self::Held { successor, .. } => successor.socket_number,
        }
    }
}

impl Leaving {
    /// Whether it is whoever has this ticket that waits for it.
    fn is_for(&self, ticket: u64) -> bool {
        self.successor.as_ref().is_some_and(|successor| successor.ticket == ticket)
    }
}

impl LocationTable {
    /// The parking of components that a page had joined, or of those that no page had.
    fn parking(&mut self, joined: bool) -> &mut Parking {
        if joined { &mut self.parking } else { &mut self.unjoined }
    }

    /// Takes a component out.
    fn take(&mut self, resume_key: ResumeKey) -> Option<Location> {
        let place = self.locations.remove(&resume_key)?;
        self.count_out(&place);
        if self.locations.len() * 4 < self.locations.capacity() {
            self.locations.shrink_to(self.locations.len() * 2);
        }
        Some(place)
    }

    /// Puts a component somewhere else, and gives where it was.
    fn replace(&mut self, resume_key: ResumeKey, place: Location) -> Option<Location> {
        let old = self.locations.insert(resume_key, place)?;
        self.count_out(&old);
        Some(old)
    }

    fn count_out(&mut self, place: &Location) {
        let Self { locations, parking, unjoined, .. } = self;
        if let Location::Parked { parked, joined, .. } = place {
            let parking = if *joined { parking } else { unjoined };
            parking.count_out(parked);
            parking.tidy(parked.client, |resume_key, number| is_parked(locations, resume_key, number));
        }
    }

    /// Drops what is too old, and the oldest while there is too much.
    fn sweep(&mut self, bounds: Bounds, now: Instant) {
        let next = |table: &mut Self| {
            let Self { locations, parking, unjoined, .. } = table;
            let is_there = |resume_key, number| is_parked(locations, resume_key, number);
            parking
                .next_to_go(bounds, now, is_there)
                .or_else(|| unjoined.next_to_go(bounds.beside(parking.total()), now, is_there))
        };
        while let Some(resume_key) = next(self) {
            self.take(resume_key);
        }
    }

    /// Drops a client's oldest while it has more than `most` bytes.
    fn bound(&mut self, client: u64, most: usize) {
        let next = |table: &mut Self| {
            let Self { locations, parking, unjoined, .. } = table;
            let is_there = |resume_key, number| is_parked(locations, resume_key, number);
            let left = most.saturating_sub(parking.of_client(client));
            unjoined.next_of_client(client, left, is_there).or_else(|| parking.next_of_client(client, most, is_there))
        };
        while let Some(resume_key) = next(self) {
            self.take(resume_key);
        }
    }
}

/// Keeps a call for a component that is on no connection, unless as many wait as would for one that is busy.
fn keep_call(calls: &mut Vec<RoutedCall>, call: RoutedCall) {
    if calls.len() < super::TASKS {
        calls.push(call);
    } else {
        tracing::warn!(handler = &*call.call.handler, "a callback was dropped: too many wait for the component");
    }
}

/// Whether a component is parked, and has been since it was given this number.
fn is_parked(locations: &HashMap<ResumeKey, Location>, resume_key: ResumeKey, number: u64) -> bool {
    matches!(locations.get(&resume_key), Some(Location::Parked { number: known, .. }) if *known == number)
}

impl fmt::Debug for Locations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = self.table();
        let parked = table.parking.total().0 + table.unjoined.total().0;
        f.debug_struct("Locations")
            .field("known", &table.locations.len())
            .field("parked", &parked)
            .finish_non_exhaustive()
    }
}
