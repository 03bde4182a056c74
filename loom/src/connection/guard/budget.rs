//! The budget: how many bytes may be kept for a connection, for all of an address, and for all of the process.
//!
//! A connection counts what is kept for it in its [`Share`]: joined components with their states and prints, what waits for a busy component, remembered
//! answers, frames that have not left, and messages that have not come to their end. An [`Account`] is shared by many connections, so a share takes from it
//! in steps, and gives back when its connection rests: an event that nothing waits for touches no account.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use super::Limits;

/// How much a share takes from its accounts at once.
const STEP: usize = 4 * 1024;

/// The bytes that are kept for all clients of a kind: those of an address, or of the process.
#[derive(Debug, Default)]
pub(crate) struct Account(AtomicUsize);

impl Account {
    /// How many there are.
    pub(crate) fn bytes(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    fn owe(&self, bytes: usize) {
        self.0.fetch_add(bytes, Ordering::Relaxed);
    }

    fn give(&self, bytes: usize) {
        self.0.fetch_sub(bytes, Ordering::Relaxed);
    }

    /// Counts so many more, unless there would be more than `most` then.
    fn take(&self, bytes: usize, most: usize) -> bool {
        let fits = self.0.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes) <= most;
        if !fits {
            self.give(bytes);
        }
        fits
    }
}

/// The accounts that one client's bytes count in.
#[derive(Clone, Debug)]
pub(crate) struct Accounts {
    process: Arc<Account>,
    /// That of its address, where addresses are counted.
    address: Option<Arc<Account>>,
}

impl Accounts {
    pub(crate) fn new(process: Arc<Account>, address: Option<Arc<Account>>) -> Self {
        Self { process, address }
    }

    /// Counts bytes for as long as what they are kept for is there.
    pub(crate) fn lease(&self, bytes: usize) -> Lease {
        self.owe(bytes);
        Lease { accounts: Some(self.clone()), bytes }
    }

    fn take(&self, bytes: usize, limits: &Limits) -> bool {
        if !self.process.take(bytes, limits.kept_bytes) {
            return false;
        }
        let fits = self.address.as_ref().is_none_or(|address| address.take(bytes, limits.kept_bytes_per_address));
        if !fits {
            self.process.give(bytes);
        }
        fits
    }

    fn owe(&self, bytes: usize) {
        self.process.owe(bytes);
        self.address.iter().for_each(|address| address.owe(bytes));
    }

    fn give(&self, bytes: usize) {
        self.process.give(bytes);
        self.address.iter().for_each(|address| address.give(bytes));
    }
}

/// Bytes that are kept beside connections: states that wait for their client, and components that finish something without it.
#[derive(Debug, Default)]
pub(crate) struct Lease {
    accounts: Option<Accounts>,
    bytes: usize,
}

impl Lease {
    /// There are so many now.
    pub(crate) fn set(&mut self, bytes: usize) {
        if let Some(accounts) = &self.accounts {
            accounts.owe(bytes);
            accounts.give(self.bytes);
            self.bytes = bytes;
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.set(0);
    }
}

/// The bytes that are kept for one connection.
#[derive(Debug)]
pub(crate) struct Share {
    accounts: Accounts,
    bytes: usize,
    /// How many of them, or of those that may come, are counted in the accounts.
    reserved: usize,
}

impl Share {
    pub(crate) fn new(accounts: Accounts) -> Self {
        Self { accounts, bytes: 0, reserved: 0 }
    }

    /// How many there are.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The accounts that it takes from.
    pub(crate) fn accounts(&self) -> &Accounts {
        &self.accounts
    }

    /// Counts so many more, if there is room for them.
    pub(crate) fn take(&mut self, bytes: usize, limits: &Limits) -> bool {
        let fits = self.fits(bytes, limits);
        if fits {
            self.bytes += bytes;
        }
        fits
    }

    /// Whether there is room for so many more.
    pub(crate) fn fits(&mut self, bytes: usize, limits: &Limits) -> bool {
        self.bytes.saturating_add(bytes) <= limits.kept_bytes_per_socket && self.reserve(bytes, limits)
    }

    /// Whether the accounts have room for so many more, whatever the connection itself may have.
    pub(crate) fn reserve(&mut self, bytes: usize, limits: &Limits) -> bool {
        let wanted = self.bytes.saturating_add(bytes);
        let missing = wanted.saturating_sub(self.reserved).next_multiple_of(STEP);
        let fits = missing == 0 || self.accounts.take(missing, limits);
        if fits {
            self.reserved += missing;
        }
        fits
    }

    /// Counts so many more, which are there already, whether there is room for them or not.
    pub(crate) fn owe(&mut self, bytes: usize) {
        self.bytes += bytes;
        let missing = self.bytes.saturating_sub(self.reserved).next_multiple_of(STEP);
        if missing > 0 {
            self.accounts.owe(missing);
            self.reserved += missing;
        }
    }

    /// So many are there no more.
    pub(crate) fn give(&mut self, bytes: usize) {
        debug_assert!(bytes <= self.bytes, "{bytes} of {} bytes are given back", self.bytes);
        self.bytes = self.bytes.saturating_sub(bytes);
    }

    /// None is there any more, and none is kept for what comes next.
    pub(crate) fn clear(&mut self) {
        self.bytes = 0;
        self.rest();
    }

    /// There are so many of something that there were `before` of.
    pub(crate) fn change(&mut self, before: usize, now: usize) {
        if now > before {
            self.owe(now - before);
        } else {
            self.give(before - now);
        }
    }

    /// Gives back to the accounts whatever is not needed now.
    pub(crate) fn rest(&mut self) {
        let spare = self.reserved.saturating_sub(self.bytes);
        if spare > 0 {
            self.accounts.give(spare);
            self.reserved -= spare;
        }
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.accounts.give(self.reserved);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Rig {
        process: Arc<Account>,
        addresses: [Arc<Account>; 2],
        limits: Limits,
    }

    impl Rig {
        fn new() -> Self {
            let limits = Limits {
                kept_bytes_per_socket: 10_000,
                kept_bytes_per_address: 5 * STEP,
                kept_bytes: 8 * STEP,
                ..Limits::default()
            };
            Self { process: Arc::default(), addresses: Default::default(), limits }
        }

        fn share(&self, address: usize) -> Share {
            Share::new(Accounts::new(Arc::clone(&self.process), self.addresses.get(address).cloned()))
        }
    }

    #[test]
    fn a_connection_an_address_and_the_process_have_their_bytes() {
        let rig = Rig::new();
        let mut first = rig.share(0);
        assert!(first.take(10_000, &rig.limits) && !first.take(1, &rig.limits), "a connection");
        let mut second = rig.share(0);
        assert!(second.take(2 * STEP, &rig.limits) && !second.take(1, &rig.limits), "an address");
        let mut third = rig.share(1);
        assert!(third.take(2 * STEP, &rig.limits), "another address");
        let mut fourth = rig.share(2);
        assert!(fourth.take(STEP, &rig.limits) && !fourth.take(1, &rig.limits), "the process");
        first.give(9_000);
        assert!(!fourth.take(1, &rig.limits), "it is kept for what comes next");
        first.rest();
        assert!(fourth.take(1, &rig.limits));
    }

    #[test]
    fn everything_is_given_back() {
        let rig = Rig::new();
        let mut share = rig.share(0);
        share.owe(100_000);
        assert!(!share.take(1, &rig.limits), "existing bytes count, though there was no room for them");
        let mut lease = share.accounts().lease(300);
        lease.set(700);
        assert!(rig.process.bytes() >= 100_700);
        share.change(100_000, 10);
        assert_eq!(share.bytes(), 10);
        drop((share, lease));
        assert_eq!((rig.process.bytes(), rig.addresses[0].bytes()), (0, 0));
    }

    #[test]
    fn small_amounts_touch_no_account() {
        let rig = Rig::new();
        let mut share = rig.share(0);
        assert!(share.take(100, &rig.limits));
        let before = rig.process.bytes();
        for _ in 0..1_000 {
            assert!(share.take(3_000, &rig.limits));
            assert_eq!(rig.process.bytes(), before);
            share.give(3_000);
        }
    }
}
