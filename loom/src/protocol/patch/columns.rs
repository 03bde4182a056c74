//! [`Columns`], which turns a run of items that change the same slots by ninety degrees.
//!
//! Items are written one by one, as `index,[slot,value,...]`. Where several in a row change the same slots, and to scalars only, the slots
//! are said once, then the items by the gaps between them, then the values slot by slot. It is done when the run is through, over the text that was
//! written; so a patch that has no such run is written as if this were not here.

use std::{mem, ops::Range};

use super::value;

/// The run of items that is being written, of one list at a time.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// The items of the run that are through, and perhaps one that is not.
    rows: Vec<Row>,
    /// Slots and where their values stand, row after row.
    cells: Vec<(u32, Range<usize>)>,
    /// How many slots each item of the run changes.
    width: usize,
    /// Whether the last of `rows` is still being written.
    open: bool,
    /// The columns that replace the rows, while they are made.
    text: String,
}

#[derive(Debug)]
struct Row {
    /// The item's index in the new list.
    index: usize,
    /// The position of its pair, with the comma before it.
    start: usize,
}

impl Columns {
    /// The pair of an item begins at the end of `out`.
    pub(super) fn begin(&mut self, index: usize, out: &str) {
        self.rows.push(Row { index, start: out.len() });
        self.open = true;
    }

    /// Whether an item is being written that may belong to the run.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// The value of this slot has been written, from `start` on.
    pub(super) fn cell(&mut self, slot: usize, start: usize, out: &str) {
        self.cells.push((u32::try_from(slot).unwrap_or(u32::MAX), start..out.len()));
    }

    /// The item's change has been written.
    pub(super) fn end(&mut self, out: &mut String) {
        self.open = false;
        let Some(before) = self.rows.len().checked_sub(1) else { return };
        if before == 0 {
            self.width = self.cells.len();
            return;
        }
        let new = self.cells.get(before * self.width..).unwrap_or_default();
        if !same_slots(new, self.cells.get(..self.width).unwrap_or_default()) {
            self.turn(before, out);
            self.width = self.cells.len();
        }
    }

    /// The item that is being written changes more than scalars, so the run ended before it.
    pub(super) fn refuse(&mut self, out: &mut String) {
        if self.open {
            self.turn(self.rows.len().saturating_sub(1), out);
            self.clear();
        }
    }

    /// The next item is not part of the run.
    pub(super) fn finish(&mut self, out: &mut String) {
        self.turn(self.rows.len(), out);
        self.clear();
    }

    /// Forgets what was written.
    pub(super) fn clear(&mut self) {
        self.rows.clear();
        self.cells.clear();
        self.open = false;
    }

    /// Turns the first `count` rows, if that makes them shorter, and takes them off.
    fn turn(&mut self, count: usize, out: &mut String) {
        let cells = (count * self.width).min(self.cells.len());
        if count > 1
            && let Some(start) = self.rows.first().map(|row| row.start)
        {
            let end = self.rows.get(count).map_or(out.len(), |row| row.start);
            self.write(count, out, start);
            if self.text.len() < end - start {
                out.replace_range(start..end, &self.text);
                let shorter = (end - start) - self.text.len();
                self.cells.iter_mut().skip(cells).for_each(|(_, at)| *at = at.start - shorter..at.end - shorter);
                self.rows.iter_mut().skip(count).for_each(|row| row.start -= shorter);
            }
        }
        self.rows.drain(..count);
        self.cells.drain(..cells);
    }

    /// Writes the pair for the first `count` rows, which begin at `start`.
    fn write(&mut self, count: usize, out: &str, start: usize) {
        let Self { rows, cells, width, text, .. } = self;
        text.clear();
        text.push_str(if out.get(start..).is_some_and(|rest| rest.starts_with(',')) {
            ",\"=\",[["
        } else {
            "\"=\",[["
        });
        for (place, (slot, _)) in cells.iter().take(*width).enumerate() {
            text.push_str(if place > 0 { "," } else { "" });
            value::index(text, *slot as usize);
        }
        text.push_str("],[");
        gaps(rows.get(..count).unwrap_or_default(), text);
        text.push(']');
        for column in 0..*width {
            let column = || cells.iter().take(count * *width).skip(column).step_by(*width);
            let mut values = column().map(|(_, at)| out.get(at.clone()).unwrap_or_default());
            let first = values.next().unwrap_or_default();
            if values.clone().all(|value| value == first) {
                for part in [",{\"*\":", first, "}"] {
                    text.push_str(part);
                }
                continue;
            }
            text.push_str(",[");
            text.push_str(first);
            for value in values {
                text.push(',');
                text.push_str(value);
            }
            text.push(']');
        }
        text.push(']');
    }
}

fn same_slots(a: &[(u32, Range<usize>)], b: &[(u32, Range<usize>)]) -> bool {
    a.iter().map(|cell| cell.0).eq(b.iter().map(|cell| cell.0))
}

/// Writes how far each item is from the one before it, the first from 0. Three and more equal gaps are written `[gap,count]`.
fn gaps(rows: &[Row], text: &mut String) {
    let mut before = 0;
    let gaps: Vec<usize> = rows.iter().map(|row| row.index - mem::replace(&mut before, row.index)).collect();
    for (place, equal) in gaps.chunk_by(|a, b| a == b).enumerate() {
        text.push_str(if place > 0 { "," } else { "" });
        let Some(gap) = equal.first() else { continue };
        if equal.len() > 2 {
            text.push('[');
            value::index(text, *gap);
            text.push(',');
            value::index(text, equal.len());
            text.push(']');
        } else {
            for (place, gap) in equal.iter().enumerate() {
                text.push_str(if place > 0 { "," } else { "" });
                value::index(text, *gap);
            }
        }
    }
}
