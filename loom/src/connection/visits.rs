//! [`Visits`], who is connected, and from where.

use std::{
    collections::HashMap,
    fmt,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use super::{
    Mailbox,
    guard::{Account, Limits, Meter, Network},
};
use crate::{Rate, component::Visitor};

/// The least number of addresses at which it is looked whether some can be forgotten.
const SWEEP: usize = 1_024;

/// Every socket that is open, by visitor and address.
#[derive(Default)]
pub(crate) struct Visits {
    known: Mutex<VisitTable>,
}

#[derive(Default)]
struct VisitTable {
    /// The mailboxes of each visitor's connections.
    visitors: HashMap<Visitor, Vec<Arc<Mailbox>>>,
    addresses: HashMap<Network, AddressRecord>,
    /// At how many addresses those that nothing is known of are forgotten.
    sweep_at: usize,
}

/// The record of an address.
#[derive(Default)]
struct AddressRecord {
    /// Its open sockets.
    sockets: usize,
    /// Its connections that are no sockets.
    connections: usize,
    /// Of [`Limits::failed_tokens_per_address`].
    failed_tokens: Meter,
    /// The bytes that are kept for it.
    kept: Arc<Account>,
}

impl AddressRecord {
    /// Whether its record can be dropped. Failed tokens are remembered until they no longer count.
    fn is_forgotten(&self, now: Instant) -> bool {
        self.is_idle() && self.failed_tokens.is_full(now)
    }
}

/// One open socket. Dropping it counts it out.
pub(crate) struct Visit {
    visits: Arc<Visits>,
    /// Nobody, where the browser has no session yet.
    visitor: Option<Visitor>,
    address: Option<Network>,
    mailbox: Arc<Mailbox>,
}

/// One connection that is no socket, or not yet. Dropping it counts it out.
pub(crate) struct Connected {
    visits: Arc<Visits>,
    address: Network,
}

/// Why a socket is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Crowded(pub(crate) &'static str);

/// An address has as many as it may.
const CROWDED: Crowded = Crowded("this address has too many connections");

impl AddressRecord {
    /// Whether it has nothing open.
    fn is_idle(&self) -> bool {
        self.sockets == 0 && self.connections == 0 && Arc::strong_count(&self.kept) == 1
    }
}

impl Visits {
    /// Counts a socket in, if there is room for one more.
    pub(crate) fn enter(
        self: &Arc<Self>,
        visitor: Option<&Visitor>,
        address: Option<IpAddr>,
        limits: &Limits,
        now: Instant,
    ) -> Result<Visit, Crowded> {
        let (address, mailbox) = (address.map(Network::from), Arc::<Mailbox>::default());
        self.known().enter(visitor, address, &mailbox, limits, now)?;
        Ok(Visit { visits: Arc::clone(self), visitor: visitor.cloned(), address, mailbox })
    }

    /// Counts a connection in, if its address may have one more.
    pub(crate) fn connect(
        self: &Arc<Self>,
        address: IpAddr,
        limits: &Limits,
        now: Instant,
    ) -> Result<Connected, Crowded> {
        let address = Network::from(address);
        self.known().connect(address, limits, now)?;
        Ok(Connected { visits: Arc::clone(self), address })
    }

    /// Asks all connections of a visitor to close. How many there are.
    pub(crate) fn end(&self, visitor: &Visitor) -> usize {
        let mailboxes = self.known().visitors.get(visitor).cloned().unwrap_or_default();
        mailboxes.iter().for_each(|mailbox| mailbox.revoke());
        mailboxes.len()
    }

    /// The account of the bytes that are kept for this address.
    pub(super) fn account(&self, address: Network, now: Instant) -> Arc<Account> {
        let mut known = self.known();
        known.sweep(now);
        Arc::clone(&known.addresses.entry(address).or_default().kept)
    }

    /// The value behind the lock; a thread that panicked while it held the lock left it whole.
    fn known(&self) -> MutexGuard<'_, VisitTable> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl VisitTable {
    fn enter(
        &mut self,
        visitor: Option<&Visitor>,
        address: Option<Network>,
        mailbox: &Arc<Mailbox>,
        limits: &Limits,
        now: Instant,
    ) -> Result<(), Crowded> {
        if visitor.and_then(|visitor| self.visitors.get(visitor)).map_or(0, Vec::len) >= limits.sockets_per_visitor {
            return Err(Crowded("this visitor has too many connections"));
        }
        if let Some(address) = address {
            self.sweep(now);
            let known = self.addresses.entry(address).or_default();
            if known.sockets >= limits.sockets_per_address {
                return Err(CROWDED);
            }
            if !known.failed_tokens.has(limits.failed_tokens_per_address, now) {
                return Err(Crowded("too many tokens of this address were refused"));
            }
            known.sockets += 1;
        }
        if let Some(visitor) = visitor {
            // Most visitors have one.
            self.visitors.entry(visitor.clone()).or_insert_with(|| Vec::with_capacity(1)).push(Arc::clone(mailbox));
        }
        Ok(())
    }

    fn connect(&mut self, address: Network, limits: &Limits, now: Instant) -> Result<(), Crowded> {
        self.sweep(now);
        let known = self.addresses.entry(address).or_default();
        if known.connections >= limits.connections_per_address {
            return Err(CROWDED);
        }
        known.connections += 1;
        Ok(())
    }

    /// Notes that something of an address has ended. Failed tokens are remembered until a sweep.
    fn end(&mut self, address: Network, end: impl FnOnce(&mut AddressRecord)) {
        if let Some(at) = self.addresses.get_mut(&address) {
            end(at);
            if at.is_idle() && at.failed_tokens.is_unused() {
                self.addresses.remove(&address);
            }
        }
    }

    /// Forgets the addresses of which nothing is known, now and then.
    fn sweep(&mut self, now: Instant) {
        if self.addresses.len() >= self.sweep_at.max(SWEEP) {
            self.addresses.retain(|_, address| !address.is_forgotten(now));
            self.sweep_at = self.addresses.len() * 2;
        }
    }
}

impl Visit {
    /// The destination of pushes to the connection.
    pub(crate) fn mailbox(&self) -> &Arc<Mailbox> {
        &self.mailbox
    }

    /// The address that it comes from, where addresses are counted.
    pub(crate) fn address(&self) -> Option<Network> {
        self.address
    }

    /// Notes that a token was refused, of which an address may have so many.
    pub(crate) fn failed_token(&self, limit: Rate, now: Instant) {
        if let Some(address) = self.address
            && let Some(known) = self.visits.known().addresses.get_mut(&address)
        {
            known.failed_tokens.take(limit, now);
        }
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        let mut known = self.visits.known();
        if let Some(visitor) = &self.visitor
            && let Some(mailboxes) = known.visitors.get_mut(visitor)
        {
            mailboxes.retain(|mailbox| !Arc::ptr_eq(mailbox, &self.mailbox));
            if mailboxes.is_empty() {
                known.visitors.remove(visitor);
            }
        }
        if let Some(address) = self.address {
            known.end(address, |at| at.sockets -= 1);
        }
    }
}

impl Drop for Connected {
    fn drop(&mut self) {
        self.visits.known().end(self.address, |at| at.connections -= 1);
    }
}

impl fmt::Debug for Visits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.known();
        write!(f, "Visits({} visitors, {} addresses)", known.visitors.len(), known.addresses.len())
    }
}

impl fmt::Debug for Visit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Visit").field("visitor", &self.visitor).field("address", &self.address).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enter(known: &mut VisitTable, visitor: &str, address: &str, limits: &Limits) -> Result<(), Crowded> {
        let address = address.parse::<IpAddr>().ok().map(Network::from);
        known.enter(Some(&Visitor::new(visitor)), address, &Arc::default(), limits, Instant::now())
    }

    #[test]
    fn a_visitor_and_an_address_have_their_number_of_sockets() {
        let (mut known, mut limits) = (VisitTable::default(), Limits::default());
        (limits.sockets_per_visitor, limits.sockets_per_address) = (2, 3);
        assert!(enter(&mut known, "ada", "10.0.0.1", &limits).is_ok());
        assert!(enter(&mut known, "ada", "10.0.0.2", &limits).is_ok());
        assert!(enter(&mut known, "ada", "10.0.0.3", &limits).is_err(), "the third of a visitor");
        assert!(enter(&mut known, "bob", "10.0.0.1", &limits).is_ok());
        assert!(enter(&mut known, "eve", "10.0.0.1", &limits).is_ok());
        assert!(enter(&mut known, "joe", "::ffff:10.0.0.1", &limits).is_err(), "the fourth of an address");
    }

    #[test]
    fn an_ipv6_client_cannot_choose_among_its_addresses() {
        let (mut known, mut limits) = (VisitTable::default(), Limits::default());
        limits.sockets_per_address = 1;
        assert!(enter(&mut known, "ada", "2001:db8::1", &limits).is_ok());
        assert!(enter(&mut known, "bob", "2001:db8::2", &limits).is_err());
        assert!(enter(&mut known, "eve", "2001:db8:0:1::1", &limits).is_ok());
    }

    #[test]
    fn addresses_are_forgotten() {
        let (mut known, limits, now) = (VisitTable::default(), Limits::default(), Instant::now());
        for number in 0..10_000_u32 {
            let address = known.addresses.entry(IpAddr::V4(number.into()).into()).or_default();
            address.failed_tokens.take(limits.failed_tokens_per_address, now);
            known.sweep(now + std::time::Duration::from_secs(60));
        }
        assert!(known.addresses.len() <= SWEEP, "{}", known.addresses.len());
    }
}
