//! Finding the old items of a list again while its new items stream by.
//!
//! An item is first looked for where the old list goes on. If it is not there, nor one place further (where it is when
//! one item was removed), it is looked for by its key, for which the keys of the old items are gathered once. At the end,
//! the items that keep their relative order are a longest increasing subsequence of old indices; only the others move.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::{
    lis::longest_increasing,
    print::{field, len},
};

/// An old item: its index in the old list, and where its key stands in the old print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OldItem {
    /// Its index in the old list.
    pub(super) index: u32,
    /// The position of its tree in the old print.
    pub(super) tree: usize,
}

/// The old list that a new one is compared with, and how far the comparison went.
#[derive(Debug)]
pub(super) struct OldList {
    /// The position of its first item in the old print.
    first: usize,
    /// Its number of items.
    count: u32,
    /// The old item that is expected next.
    next: OldItem,
    /// How many old items were found again.
    found: u32,
    /// Every new item so far stands where it stood.
    in_place: bool,
    /// The old items found so far were in their old order; above all of these is this index.
    in_order: Option<u32>,
    /// The position of this list's part of [`KeyedScratch::sources`]. It is empty while `in_place`.
    sources: usize,
    /// The keys of the old items, once one was not where it was expected.
    keys: Option<KeyIndex>,
}

/// Old items by their keys.
#[derive(Debug, Default)]
struct KeyIndex {
    by_key: HashMap<u64, OldItem, RandomState>,
    /// By index: whether the item was found again already.
    used: Vec<bool>,
}

/// Buffers of lists while they are compared, kept from render to render.
#[derive(Debug, Default)]
pub(super) struct KeyedScratch {
    /// For each new item of the lists under comparison, inner after outer, the index of its old item or [`NEW`].
    sources: Vec<u32>,
    /// Indices that no list uses at the moment.
    spare: Vec<KeyIndex>,
    /// The answer of [`OldList::finish`]: what went.
    pub(super) removed: Vec<(u32, u32)>,
    /// The answer of [`OldList::finish`]: what moved.
    pub(super) moved: Vec<(u32, u32)>,
}

/// In the place of an old index: the item is new.
const NEW: u32 = u32::MAX;

impl KeyedScratch {
    pub(super) fn clear(&mut self) {
        self.sources.clear();
    }
}

fn word(old: &[u64], at: usize) -> u64 {
    old.get(at).copied().unwrap_or(0)
}

impl OldList {
    /// The list whose word stands at `position` of the old print.
    pub(super) fn new(old: &[u64], position: usize, scratch: &KeyedScratch) -> Self {
        let first = position + 1;
        Self {
            first,
            count: field(word(old, position)),
            next: OldItem { index: 0, tree: first + 1 },
            found: 0,
            in_place: true,
            in_order: Some(0),
            sources: scratch.sources.len(),
            keys: None,
        }
    }

    /// The old item for the new one at `index`, with this key word and a template of this number.
    #[inline]
    pub(super) fn find(
        &mut self,
        old: &[u64],
        (index, key, template): (u32, u64, u32),
        scratch: &mut KeyedScratch,
    ) -> Option<OldItem> {
        let found = self.look(old, key, scratch).filter(|item| field(word(old, item.tree)) == template);
        if let Some(item) = found {
            self.found += 1;
            self.in_order = self.in_order.filter(|least| *least <= item.index).map(|_| item.index + 1);
            if self.in_place && item.index == index {
                return found;
            }
        }
        if std::mem::take(&mut self.in_place) {
            scratch.sources.extend(0..index);
        }
        scratch.sources.push(found.map_or(NEW, |item| item.index));
        found
    }

    /// The old item of this key, whatever its template, and moves on past it.
    #[inline]
    fn look(&mut self, old: &[u64], key: u64, scratch: &mut KeyedScratch) -> Option<OldItem> {
        let next = (self.next.index < self.count).then_some(self.next);
        if let Some(item) = next
            && word(old, item.tree - 1) == key
        {
            self.take(old, item);
            return Some(item);
        }
        if key == 0 || self.found == self.count {
            return None;
        }
        if self.keys.is_none() {
            let after = next.map(|item| after(old, item)).filter(|item| item.index < self.count);
            if let Some(item) = after
                && word(old, item.tree - 1) == key
            {
                self.take(old, item);
                return Some(item);
            }
            self.gather(old, scratch);
        }
        let keys = self.keys.as_ref()?;
        let item = *keys.by_key.get(&key)?;
        if keys.used.get(item.index as usize).is_none_or(|used| *used) {
            return None;
        }
        self.take(old, item);
        Some(item)
    }

    /// The old list goes on after `item`, at the next one that was not found yet.
    #[inline]
    fn take(&mut self, old: &[u64], item: OldItem) {
        self.next = after(old, item);
        if let Some(keys) = &mut self.keys {
            if let Some(used) = keys.used.get_mut(item.index as usize) {
                *used = true;
            }
            while keys.used.get(self.next.index as usize).is_some_and(|used| *used) {
                self.next = after(old, self.next);
            }
        }
    }

    #[cold]
    fn gather(&mut self, old: &[u64], scratch: &mut KeyedScratch) {
        let mut keys = scratch.spare.pop().unwrap_or_default();
        keys.by_key.clear();
        keys.used.clear();
        let mut item = OldItem { index: 0, tree: self.first + 1 };
        while item.index < self.count {
            // Of items with one key, which a program should not have, the first is found.
            keys.by_key.entry(word(old, item.tree - 1)).or_insert(item);
            keys.used.push(false);
            item = after(old, item);
        }
        // Before the first item out of place, every new item stands for the old one of its index.
        let so_far = scratch.sources.get(self.sources..).unwrap_or_default();
        let in_place = if self.in_place { self.found } else { 0 };
        for used in so_far.iter().copied().filter(|source| *source != NEW).chain(0..in_place) {
            if let Some(used) = keys.used.get_mut(used as usize) {
                *used = true;
            }
        }
        self.keys = Some(keys);
    }

    /// Whether items came, went or moved, now that `count` new ones have passed. `scratch` then says which went and moved.
    pub(super) fn finish(mut self, count: u32, scratch: &mut KeyedScratch) -> bool {
        scratch.spare.extend(self.keys.take());
        if self.in_place && count == self.count {
            return false;
        }
        scratch.removed.clear();
        scratch.moved.clear();
        if self.in_place {
            scratch.removed.push((count, self.count - count));
            return true;
        }
        let sources = scratch.sources.get(self.sources..).unwrap_or_default();
        if self.found < self.count {
            removed(sources, self.count, &mut scratch.removed);
        }
        if self.in_order.is_none() {
            let pairs = (0_u32..).zip(sources.iter().copied()).filter(|(_, source)| *source != NEW);
            longest_increasing(pairs.map(|(to, from)| (from, to)), &mut scratch.moved);
        }
        scratch.sources.truncate(self.sources);
        true
    }
}

/// The item after `item` in the old print.
#[inline]
fn after(old: &[u64], item: OldItem) -> OldItem {
    OldItem { index: item.index + 1, tree: item.tree + len(word(old, item.tree)) + 1 }
}

/// Runs of the old indices that are no new item's source.
fn removed(sources: &[u32], count: u32, runs: &mut Vec<(u32, u32)>) {
    let mut kept = vec![false; count as usize];
    for source in sources {
        if let Some(kept) = kept.get_mut(*source as usize) {
            *kept = true;
        }
    }
    for (index, _) in (0_u32..).zip(&kept).filter(|(_, kept)| !**kept) {
        match runs.last_mut() {
            Some((start, count)) if *start + *count == index => *count += 1,
            _ => runs.push((index, 1)),
        }
    }
}
