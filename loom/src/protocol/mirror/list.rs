//! Changes of a list: which items go, move and come, and what is left to change in them.

use serde_json::Value as Json;

use super::{
    keys, mismatch,
    template::Templates,
    tree::Item,
    value::{array, index, tree_of},
};
use crate::Result;

/// A change of a list in two parts: items go, move and come, and then those that stay change.
#[derive(Default)]
struct Edits {
    /// The old items; those that have gone or moved are taken out.
    old: Vec<Option<Item>>,
    /// Items that moved or came, at their new indices.
    placed: Vec<Option<Item>>,
    /// The changes of slots of the items at these new indices.
    changes: Vec<Change>,
    /// The last index that a pair named: they rise.
    last: Option<usize>,
}

/// The changes of slots of the item at an index.
pub(super) type Change = (usize, Vec<Json>);

/// Has items go, move and come as a flat array of pairs says. Gives what is to change in the items of the list that there is then.
pub(super) fn rearrange(items: &mut Vec<Item>, pairs: Vec<Json>, templates: &Templates) -> Result<Vec<Change>> {
    let mut edits = Edits { old: items.drain(..).map(Some).collect(), ..Edits::default() };
    let mut pairs = pairs.into_iter();
    while let Some(what) = pairs.next() {
        let value = pairs.next().unwrap_or_default();
        match (what.as_str(), value) {
            (Some("-"), runs) => edits.remove(&array(runs)?)?,
            (Some(">"), moves) => edits.relocate(&array(moves)?)?,
            (Some("="), columns) => edits.change_together(array(columns)?)?,
            (None, Json::Object(run)) => edits.insert(index(&what)?, run, templates)?,
            (None, Json::Array(change)) => edits.change(index(&what)?, change)?,
            (_, other) => return Err(mismatch(format_args!("`{what},{other}` changes no list"))),
        }
    }
    let Edits { old, placed, changes, .. } = edits;
    let mut rest = old.into_iter().flatten();
    for item in placed {
        items.extend(Some(item.or_else(|| rest.next()).ok_or_else(|| mismatch("a list has too few items"))?));
    }
    items.extend(rest);
    Ok(changes)
}

impl Edits {
    /// `[start,count,...]`, of the old list.
    fn remove(&mut self, runs: &[Json]) -> Result<()> {
        for run in runs.chunks(2) {
            let [start, count] = run else { return Err(mismatch("half a pair")) };
            let (start, count) = (index(start)?, index(count)?);
            for at in start..start + count {
                self.take(at)?;
            }
        }
        Ok(())
    }

    /// `[from,to,...]`, from the old list to the new one.
    fn relocate(&mut self, moves: &[Json]) -> Result<()> {
        for pair in moves.chunks(2) {
            let [from, to] = pair else { return Err(mismatch("half a pair")) };
            let item = self.take(index(from)?)?;
            self.put(index(to)?, item)?;
        }
        Ok(())
    }

    /// New items of one template, with their keys, from index `at` on.
    fn insert(&mut self, at: usize, run: serde_json::Map<String, Json>, templates: &Templates) -> Result<()> {
        let keys = keys::read(run.get("#").and_then(Json::as_str).unwrap_or_default());
        let run = run.into_iter().find(|(name, _)| name != "#");
        let (fingerprint, all) = run.ok_or_else(|| mismatch("a run of no items"))?;
        for (offset, slots) in array(all)?.into_iter().enumerate() {
            self.rise(at + offset)?;
            let item = Item { key: keys.get(offset).cloned(), tree: tree_of(&fingerprint, slots, templates)? };
            self.put(at + offset, item)?;
        }
        Ok(())
    }

    fn change(&mut self, at: usize, change: Vec<Json>) -> Result<()> {
        self.rise(at)?;
        self.changes.push((at, change));
        Ok(())
    }

    /// `[[slot,...],[gap,...],VALUES,...]`. Other pairs may name items between these, so only the first of them has to come after the last.
    fn change_together(&mut self, columns: Vec<Json>) -> Result<()> {
        let mut columns = columns.into_iter();
        let slots = array(columns.next().unwrap_or_default())?;
        let indices = indices(&array(columns.next().unwrap_or_default())?)?;
        let columns: Vec<Json> = columns.collect();
        if columns.len() != slots.len() {
            return Err(mismatch("each slot has one column of values"));
        }
        if let Some(first) = indices.first() {
            self.rise(*first)?;
        }
        for (row, at) in indices.iter().enumerate() {
            let mut change = Vec::with_capacity(2 * slots.len());
            for (slot, column) in slots.iter().zip(&columns) {
                let value = column.get("*").or_else(|| column.get(row));
                change.extend([slot.clone(), value.cloned().ok_or_else(|| mismatch("a column has too few values"))?]);
            }
            self.changes.push((*at, change));
        }
        Ok(())
    }

    /// Notes that a pair names this index: they come in rising order.
    fn rise(&mut self, at: usize) -> Result<()> {
        if self.last.replace(at) >= Some(at) {
            return Err(mismatch(format_args!("index {at} comes too late")));
        }
        Ok(())
    }

    fn take(&mut self, at: usize) -> Result<Item> {
        let item = self.old.get_mut(at).and_then(Option::take);
        item.ok_or_else(|| mismatch(format_args!("there is no old item {at}")))
    }

    fn put(&mut self, at: usize, item: Item) -> Result<()> {
        if self.placed.len() <= at {
            self.placed.resize(at + 1, None);
        }
        match self.placed.get_mut(at).map(|place| place.replace(item)) {
            Some(None) => Ok(()),
            _ => Err(mismatch(format_args!("two items come to {at}"))),
        }
    }
}

/// The indices that gaps lead to. `[gap,count]` stands for `count` times that gap.
fn indices(gaps: &[Json]) -> Result<Vec<usize>> {
    let (mut at, mut indices) = (0, Vec::new());
    for gap in gaps {
        let (gap, count) = match gap {
            Json::Array(times) => match times.as_slice() {
                [gap, count] => (index(gap)?, index(count)?),
                _ => return Err(mismatch("a gap that is no pair")),
            },
            gap => (index(gap)?, 1),
        };
        for _ in 0..count {
            at += gap;
            indices.push(at);
        }
    }
    Ok(indices)
}
