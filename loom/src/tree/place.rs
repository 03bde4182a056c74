//! Which nested component is which, from render to render and from process to process.

#![expect(deprecated, reason = "std's other hashers do not promise an algorithm")]

use std::hash::{Hasher as _, SipHasher};

/// A nested component, as the component around it knows it.
///
/// Two that were shown one after the other in one place have different births, so that nobody takes one for the other:
/// neither a server that begins again from an older state, nor a client that has missed patches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChildId {
    /// A hash of where it stands: the templates, slots and keys on the way to it, and its registered name.
    pub place: u64,
    /// A number of 31 bits, drawn when it was first shown; 0 for one that the page was rendered with.
    pub birth: u32,
}

/// Hashes the way to a nested component, from the root on.
///
/// There is no secret in it, so that a place stays the same when keys are rotated; the words of keys that are no integers are
/// hashed with one already.
pub(crate) struct Way(SipHasher);

impl Way {
    pub(crate) fn new() -> Self {
        Self(SipHasher::new_with_keys(0x4c6f_6f6d, 0x706c_6163))
    }

    /// Into this slot of a tree.
    pub(crate) fn slot(&mut self, fingerprint: u64, slot: usize) {
        self.0.write(&fingerprint.to_le_bytes());
        self.0.write(&(slot as u64).to_le_bytes());
    }

    /// Into an item of a list: by its key, or where it has none by its index.
    pub(crate) fn item(&mut self, key: u64, index: usize) {
        self.0.write(&key.to_le_bytes());
        let index = if key == 0 { index as u64 } else { u64::MAX };
        self.0.write(&index.to_le_bytes());
    }

    /// To the component of this name.
    pub(crate) fn to(mut self, module: &str) -> u64 {
        self.0.write(module.as_bytes());
        self.0.finish()
    }
}

/// The components nested in one, as far as they are known without rendering it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kin {
    /// In the order of their places.
    ids: Box<[ChildId]>,
    /// There are no others. Otherwise there may be those that the page was rendered with, too.
    is_complete: bool,
}

impl Kin {
    /// These, and those that the page was rendered with.
    #[must_use]
    pub fn besides_the_page(mut ids: Vec<ChildId>) -> Self {
        ids.sort_unstable();
        Self { ids: ids.into(), is_complete: false }
    }

    /// None.
    #[must_use]
    pub fn none() -> Self {
        Self { ids: Box::default(), is_complete: true }
    }

    /// All of them, in the order of their places.
    #[must_use]
    pub fn ids(&self) -> &[ChildId] {
        &self.ids
    }

    /// Whether this one is known to be there.
    #[must_use]
    pub fn has(&self, id: ChildId) -> bool {
        self.ids.binary_search(&id).is_ok()
    }

    /// When the component was born that stands in this place; `None` if none does.
    #[must_use]
    pub fn birth_in(&self, place: u64) -> Option<u32> {
        let at = self.ids.partition_point(|id| id.place < place);
        let known = self.ids.get(at).filter(|id| id.place == place).map(|id| id.birth);
        known.or_else(|| (!self.is_complete).then_some(0))
    }

    /// Makes it all of `ids`, in place if it can be.
    pub(super) fn replace(&mut self, ids: &[ChildId]) {
        self.is_complete = true;
        super::reuse::replace(&mut self.ids, ids);
    }

    /// The bytes it keeps on the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        size_of_val(&*self.ids)
    }
}
