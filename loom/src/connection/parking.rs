//! [`Parking`], the amount of state that waits for clients that may come back, and the order in which it is dropped.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};

use super::{guard::Lease, remembered::Remembered, resume_key::ResumeKey, routed_call::RoutedCall};
use crate::{token::Version, tree::Kin};

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

impl Bounds {
    /// The bounds for pages that have not joined yet, beside so many components of so many bytes that clients may come back to.
    pub(super) fn beside(self, (count, bytes): (usize, usize)) -> Self {
        Self {
            time: self.time,
            count: self.count.saturating_sub(count).min(self.count / 2),
            bytes: self.bytes.saturating_sub(bytes).min(self.bytes / 2),
        }
    }
}

/// Of what one client may have waiting, each component counts for as many bytes at least.
const LEAST: usize = 1_024;

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
    pub(super) calls: Vec<RoutedCall>,
    /// The components nested in it.
    pub(super) kin: Kin,
    /// Whose it is, as a digest of the address or the session.
    pub(super) client: u64,
    /// Counts its bytes.
    pub(super) lease: Lease,
}

impl Parked {
    pub(super) fn bytes(&self) -> usize {
        let calls: usize = self.calls.iter().map(RoutedCall::bytes).sum();
        size_of::<Self>() + self.saved.len() + self.remembered.bytes() + calls + self.kin.heap_bytes()
    }

    /// Counts what it takes of memory now.
    pub(super) fn weigh(&mut self) {
        self.lease.set(self.bytes());
    }
}

/// Counts what is parked. A component is parked under a number, which tells apart what was parked one after the other; whether it still is,
/// whoever asks has to say.
#[derive(Default)]
pub(super) struct Parking {
    /// The parked components, oldest first, and when each is dropped. Some may have gone before.
    order: VecDeque<(Instant, ResumeKey, u64)>,
    count: usize,
    bytes: usize,
    clients: HashMap<u64, ClientTotals>,
}

/// The number and size of the components parked for one client.
#[derive(Default)]
struct ClientTotals {
    /// Its components, oldest first. Some may have gone before.
    order: VecDeque<(ResumeKey, u64)>,
    count: usize,
    /// Its bytes, where small ones count for [`LEAST`].
    bytes: usize,
}

impl Parking {
    /// How many components are parked, and the bytes of their states.
    pub(super) fn total(&self) -> (usize, usize) {
        (self.count, self.bytes)
    }

    /// The bytes of one client, where small components count for [`LEAST`].
    pub(super) fn of_client(&self, client: u64) -> usize {
        self.clients.get(&client).map_or(0, |client| client.bytes)
    }

    /// Counts a component in that waits until then under this number, which is higher than all before.
    pub(super) fn enter(&mut self, number: u64, resume_key: ResumeKey, parked: &Parked, until: Instant) {
        self.order.push_back((until, resume_key, number));
        self.clients.entry(parked.client).or_default().order.push_back((resume_key, number));
        self.count_in(parked);
    }

    /// Counts a component in that was [counted out](Self::count_out) for a change.
    pub(super) fn count_in(&mut self, parked: &Parked) {
        let bytes = parked.bytes();
        self.count += 1;
        self.bytes += bytes;
        let client = self.clients.entry(parked.client).or_default();
        client.count += 1;
        client.bytes += bytes.max(LEAST);
    }

    /// Counts a component out.
    pub(super) fn count_out(&mut self, parked: &Parked) {
        let bytes = parked.bytes();
        self.count -= 1;
        self.bytes -= bytes;
        if let Some(client) = self.clients.get_mut(&parked.client) {
            client.count -= 1;
            client.bytes -= bytes.max(LEAST);
        }
    }

    /// The next component to drop because it is too old, or because there are too many.
    pub(super) fn next_to_go(
        &mut self,
        bounds: Bounds,
        now: Instant,
        is_parked: impl Fn(ResumeKey, u64) -> bool,
    ) -> Option<ResumeKey> {
        while let Some(&(until, resume_key, number)) = self.order.front() {
            let is_there = is_parked(resume_key, number);
            if is_there && until > now && self.count <= bounds.count && self.bytes <= bounds.bytes {
                return None;
            }
            self.order.pop_front();
            if is_there {
                return Some(resume_key);
            }
        }
        None
    }

    /// The next component to drop because its client has more than `most` bytes waiting.
    pub(super) fn next_of_client(
        &mut self,
        client: u64,
        most: usize,
        is_parked: impl Fn(ResumeKey, u64) -> bool,
    ) -> Option<ResumeKey> {
        let client = self.clients.get_mut(&client).filter(|client| client.bytes > most)?;
        std::iter::from_fn(|| client.order.pop_front())
            .find(|(resume_key, number)| is_parked(*resume_key, *number))
            .map(|(resume_key, _)| resume_key)
    }

    /// Forgets what has gone, where that is more than what is there.
    pub(super) fn tidy(&mut self, client: u64, is_parked: impl Fn(ResumeKey, u64) -> bool) {
        if self.order.len() > 2 * self.count + 64 {
            self.order.retain(|(_, resume_key, number)| is_parked(*resume_key, *number));
        }
        if let Some(known) = self.clients.get_mut(&client) {
            if known.count == 0 {
                self.clients.remove(&client);
            } else if known.order.len() > 2 * known.count + 16 {
                known.order.retain(|(resume_key, number)| is_parked(*resume_key, *number));
            }
        }
    }
}
