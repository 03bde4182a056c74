//! [`Inbox`]: what server pushes go through on their way to the components of one connection.

use std::{
    any::Any,
    mem,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::Waker,
};

use futures_util::task::AtomicWaker;

/// Which component of a connection a push is for. Never used again on that connection, unlike the client's ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ComponentKey(pub(crate) u64);

/// One closure on its way to a component. Only the component's actor knows its type.
pub(crate) struct Push {
    /// The component.
    pub(crate) to: ComponentKey,
    /// What to run, for the component's actor to downcast.
    pub(crate) job: Box<dyn Any + Send>,
}

/// The pushes of one connection, shared by all its components: a list and a waker, so that a component costs nothing.
#[derive(Default)]
pub(crate) struct Inbox {
    /// Pushes that the connection has not seen yet, oldest first.
    waiting: Mutex<Vec<Push>>,
    /// The connection's task.
    waker: AtomicWaker,
    /// The connection is gone: pushes are dropped.
    closed: AtomicBool,
}

impl Inbox {
    /// Adds a push and wakes the connection; false if it is gone.
    pub(crate) fn push(&self, push: Push) -> bool {
        if self.is_closed() {
            return false;
        }
        self.waiting().push(push);
        self.waker.wake();
        true
    }

    /// Moves all pushes into `into`, which is empty, and asks for `waker` to be woken by the next.
    pub(crate) fn take(&self, into: &mut Vec<Push>, waker: &Waker) {
        self.waker.register(waker);
        mem::swap(&mut *self.waiting(), into);
    }

    /// From now on drops what is pushed.
    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.waiting().clear();
    }

    /// Whether the connection is gone.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// The list; a thread that panicked while it held the lock left it whole.
    fn waiting(&self) -> MutexGuard<'_, Vec<Push>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Inbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inbox").field("closed", &self.is_closed()).finish_non_exhaustive()
    }
}
