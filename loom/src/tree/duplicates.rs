//! Lists of which two items have the same key. Debug builds look for them; a release build shows the items in their order.

#[cfg(debug_assertions)]
use std::{cell::Cell, collections::HashSet};

#[cfg(debug_assertions)]
use foldhash::fast::RandomState;

/// The keys of the lists that are being written, inner after outer; empty in release builds.
#[derive(Default)]
pub(super) struct OpenLists {
    #[cfg(debug_assertions)]
    keys: Vec<HashSet<u64, RandomState>>,
}

#[cfg(debug_assertions)]
thread_local! {
    /// The word of a key that two items of one list had, since this was last asked.
    static FOUND: Cell<Option<u64>> = const { Cell::new(None) };
}

#[cfg(debug_assertions)]
impl OpenLists {
    pub(super) fn begin(&mut self) {
        self.keys.push(HashSet::default());
    }

    /// An item has the key with this word.
    pub(super) fn add(&mut self, word: u64) {
        if let Some(keys) = self.keys.last_mut()
            && !keys.insert(word)
        {
            FOUND.set(Some(word));
        }
    }

    pub(super) fn end(&mut self) {
        self.keys.pop();
    }
}

#[cfg(not(debug_assertions))]
#[allow(clippy::unused_self, reason = "debug builds use it")]
impl OpenLists {
    #[inline]
    pub(super) const fn begin(&self) {}
    #[inline]
    pub(super) const fn add(&self, _: u64) {}
    #[inline]
    pub(super) const fn end(&self) {}
}

/// A key that two items of one list had in a render on this thread, since this was last asked, in words. In release builds nobody looks.
pub(crate) fn take_duplicate_key() -> Option<String> {
    #[cfg(debug_assertions)]
    return FOUND.take().map(|word| match super::key::integer(word) {
        Some(number) => format!("the key {number}"),
        None => "one key".to_owned(),
    });
    #[cfg(not(debug_assertions))]
    None
}

#[cfg(all(test, debug_assertions))]
mod tests;
