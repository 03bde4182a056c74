//! Counters of what is alive, which return to zero when all of it is gone.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// How many of one kind are alive.
#[derive(Debug, Default)]
pub(crate) struct Count(Arc<AtomicUsize>);

/// One that is alive; dropping it counts it out.
#[derive(Debug)]
pub(crate) struct Counted(Arc<AtomicUsize>);

impl Count {
    /// Counts one in.
    pub(crate) fn enter(&self) -> Counted {
        self.0.fetch_add(1, Ordering::Relaxed);
        Counted(Arc::clone(&self.0))
    }

    /// How many there are now.
    pub(crate) fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
