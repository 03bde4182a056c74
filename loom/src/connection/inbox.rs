//! [`Mailbox`], what server pushes go through on their way to the components of one connection.

use std::{
    fmt, mem,
    sync::{Mutex, MutexGuard, PoisonError},
    task::Waker,
};

use futures_util::task::AtomicWaker;

use crate::component::{Inbox, Push};

/// The pushes of one connection, shared by all its components: a list and a waker, so that a component costs one number.
#[derive(Default)]
pub(crate) struct Mailbox {
    waiting: Mutex<Waiting>,
    /// The connection's task.
    waker: AtomicWaker,
}

/// What other connections tell this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    /// The component under this key goes on elsewhere: its client has come back on another socket.
    GiveUp(u64),
    /// A component that a join waits for may be there.
    Arrived,
}

/// What the mailbox's lock guards.
#[derive(Default)]
struct Waiting {
    /// What other connections have said, oldest first.
    notes: Vec<Note>,
    /// The visitor was disconnected.
    revoked: bool,
    /// Pushes that the connection has not seen yet, oldest first.
    pushes: Vec<(u64, Push)>,
    /// The components that live, in rising order.
    alive: Vec<u64>,
}

impl Mailbox {
    /// From now on takes pushes for this component, whose number is higher than all before it.
    pub(crate) fn admit(&self, component: u64) {
        self.waiting().alive.push(component);
    }

    /// From now on takes no pushes for this component.
    pub(crate) fn dismiss(&self, component: u64) {
        let mut waiting = self.waiting();
        if let Ok(index) = waiting.alive.binary_search(&component) {
            waiting.alive.remove(index);
        }
    }

    /// Asks for `waker` to be woken by the next push.
    pub(crate) fn watch(&self, waker: &Waker) {
        self.waker.register(waker);
    }

    /// Whether no push waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.waiting().pushes.is_empty()
    }

    /// Swaps the pushes that wait with `empty`, and gives the notes.
    pub(crate) fn take(&self, empty: &mut Vec<(u64, Push)>) -> Vec<Note> {
        let mut waiting = self.waiting();
        if !waiting.pushes.is_empty() {
            mem::swap(&mut waiting.pushes, empty);
        }
        mem::take(&mut waiting.notes)
    }

    /// Tells the connection that its visitor was disconnected.
    pub(super) fn revoke(&self) {
        self.waiting().revoked = true;
        self.waker.wake();
    }

    /// Whether the visitor was disconnected.
    pub(super) fn is_revoked(&self) -> bool {
        self.waiting().revoked
    }

    /// Tells the connection something.
    pub(super) fn note(&self, note: Note) {
        self.waiting().notes.push(note);
        self.waker.wake();
    }

    /// Drops everything: the connection is gone.
    pub(crate) fn close(&self) {
        let gone = mem::take(&mut *self.waiting());
        // What the closures hold is dropped without the lock: it may push.
        drop(gone);
    }

    /// What the lock guards; a thread that panicked while it held it left it whole.
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inbox for Mailbox {
    fn push(&self, component: u64, push: Push) -> bool {
        let mut waiting = self.waiting();
        if waiting.alive.binary_search(&component).is_err() {
            drop(waiting);
            return false;
        }
        waiting.pushes.push((component, push));
        drop(waiting);
        self.waker.wake();
        true
    }

    fn is_alive(&self, component: u64) -> bool {
        self.waiting().alive.binary_search(&component).is_ok()
    }
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailbox")
    }
}
