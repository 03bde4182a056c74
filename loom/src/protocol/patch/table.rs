//! [`Table`], which keeps the items of a list slot by slot while they are written, for the trees of pages.
//!
//! A list is said item by item, as `"FP",[value,...],[value,...]`. Where all items are of one template and hold scalars only, their values
//! can be said slot by slot instead: `"FP",{"=":[COLUMN,...],"#":COUNT}`. Whether that is so, and shorter, is known when the list ends.
//!
//! ```text
//! COLUMN := [value,...]                    each item's own
//!         | {"*":value}                    the same in all
//!         | {"+":[first,step]}             numbers at equal distances
//!         | {"@":[column,before,after]}    the value of another column, between two texts
//!         | {"@":[column]}                 the value of another column
//! ```
//!
//! The other column is none that names another one itself.

use std::{cell::Cell, mem};

use super::{
    scalar::scalar,
    value::{self, is_exact},
};
use crate::tree::{Scalar, Template};

/// The fewest items that are said slot by slot.
const FEW: usize = 3;

/// How many bytes a table may have that a thread keeps.
const KEPT: usize = 512 * 1024;

thread_local! {
    /// The buffers of the last table, for the next one.
    static TABLE: Cell<Table> = Cell::default();
}

/// The items of the innermost list, as long as each of them may be a row of a table.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Whether there is such a list.
    is_open: bool,
    /// How many items have begun.
    rows: usize,
    /// How many slots an item has: so many of the columns are in use.
    width: usize,
    columns: Vec<Column>,
}

impl Table {
    /// One without a list.
    pub(super) fn take() -> Self {
        Self { is_open: false, ..TABLE.take() }
    }

    /// Lets the thread keep its buffers.
    pub(super) fn give_back(self) {
        let bytes = |column: &Column| column.text.capacity() + column.ends.capacity() * size_of::<usize>();
        if self.columns.iter().map(bytes).sum::<usize>() <= KEPT {
            TABLE.set(self);
        }
    }

    /// A list of items of this template begins.
    pub(super) fn begin(&mut self, template: &Template) {
        (self.is_open, self.rows, self.width) = (true, 0, template.slots.len());
        self.columns.resize_with(self.width.max(self.columns.len()), Column::default);
        self.columns.iter_mut().for_each(Column::clear);
    }

    /// Whether the innermost list is kept here.
    pub(super) const fn is_open(&self) -> bool {
        self.is_open
    }

    /// An item begins.
    pub(super) const fn row(&mut self) {
        self.rows += 1;
    }

    /// The slot of this index of the item that began last holds `value`.
    pub(super) fn cell(&mut self, template: &Template, index: usize, value: &Scalar<'_>) {
        if let Some(column) = self.columns.get_mut(index) {
            column.add(template, index, value);
        }
    }

    /// Writes the items one by one, since what follows is no row of the table. The last item stays open if it `is_unfinished`.
    pub(super) fn spill(&mut self, out: &mut String, is_unfinished: bool) {
        if !mem::take(&mut self.is_open) {
            return;
        }
        for row in 0..self.rows {
            out.push_str(",[");
            let cells = self.columns.iter().take(self.width).map_while(|column| column.value(row));
            for (index, cell) in cells.enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                out.push_str(cell);
            }
            let is_last = row + 1 == self.rows;
            out.push_str(if is_last && is_unfinished { "" } else { "]" });
        }
    }

    /// The list is through: writes it in the shorter of both ways.
    pub(super) fn end(&mut self, out: &mut String) {
        let start = out.len();
        if self.is_open && self.rows >= FEW {
            self.write(out);
            let columns = self.columns.iter().take(self.width);
            let by_rows = 2 * self.rows + self.width + columns.map(|column| column.text.len()).sum::<usize>();
            if out.len() - start < by_rows {
                self.is_open = false;
            } else {
                out.truncate(start);
            }
        }
        self.spill(out, false);
    }

    /// Writes the columns.
    fn write(&self, out: &mut String) {
        let forms = self.forms();
        out.push_str(",{\"=\":[");
        for (index, (column, form)) in self.columns.iter().zip(forms).enumerate() {
            out.push_str(if index > 0 { "," } else { "" });
            column.write(form, out);
        }
        out.push_str("],\"#\":");
        value::index(out, self.rows);
        out.push('}');
    }

    /// The shortest form of each column. Those of shorter texts are looked at first, since longer ones may be made of them.
    fn forms(&self) -> Vec<Form<'_>> {
        let mut order: Vec<(usize, &Column)> = self.columns.iter().take(self.width).enumerate().collect();
        order.sort_by_key(|(_, column)| column.text.len());
        let mut forms: Vec<Form<'_>> = order.iter().map(|_| Form::Own).collect();
        let mut bases: Vec<(usize, &Column)> = Vec::new();
        for (index, column) in order {
            let Some(form) = forms.get_mut(index).filter(|_| column.pattern != Pattern::Same) else { continue };
            match bases.iter().find_map(|(base, other)| Some((*base, column.made_of(other)?))) {
                Some((base, ends)) => *form = Form::Made { base, ends },
                None => bases.push((index, column)),
            }
        }
        forms
    }
}

/// How a column is written.
enum Form<'c> {
    /// By its own values, as their pattern allows.
    Own,
    /// By those of the column `base`, between two texts where there are `ends`.
    Made { base: usize, ends: Option<[&'c str; 2]> },
}

/// The values of one slot, item after item.
#[derive(Debug, Default)]
struct Column {
    /// The values, with commas between them.
    text: String,
    /// Where each ends in `text`.
    ends: Vec<usize>,
    pattern: Pattern,
}

/// How the values of a column follow one another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Pattern {
    /// All are the first one, which may be a number.
    #[default]
    Same,
    /// Numbers, each as far from the one before it.
    Steps { first: i64, step: i64, last: i64 },
    /// Any.
    Each,
}

impl Column {
    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.pattern = Pattern::Same;
    }

    fn add(&mut self, template: &Template, index: usize, value: &Scalar<'_>) {
        if !self.ends.is_empty() {
            self.text.push(',');
        }
        let start = self.text.len();
        scalar(&mut self.text, template, index, value);
        self.pattern = match self.pattern {
            Pattern::Each => Pattern::Each,
            Pattern::Same if self.ends.is_empty() || self.text.get(start..) == self.value(0) => Pattern::Same,
            Pattern::Same if self.ends.len() == 1 => self.steps_to(value),
            // A browser adds a multiple of the step to the first, which it has to hold exactly.
            Pattern::Steps { first, step, last }
                if number(value).is_some_and(|next| next - last == step && is_exact(next - first)) =>
            {
                Pattern::Steps { first, step, last: last + step }
            }
            _ => Pattern::Each,
        };
        self.ends.push(self.text.len());
    }

    /// The pattern of two values, of which the second is `value`.
    fn steps_to(&self, value: &Scalar<'_>) -> Pattern {
        let first = self.value(0).and_then(|first| first.parse::<i64>().ok());
        match first.zip(number(value)) {
            Some((first, second)) if is_exact(second - first) => {
                Pattern::Steps { first, step: second - first, last: second }
            }
            _ => Pattern::Each,
        }
    }

    /// The value of an item.
    fn value(&self, row: usize) -> Option<&str> {
        let start = row.checked_sub(1).map_or(Some(0), |before| Some(self.ends.get(before)? + 1))?;
        self.text.get(start..*self.ends.get(row)?)
    }

    fn values(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| self.text.get(mem::replace(&mut start, end + 1)..*end).unwrap_or_default())
    }

    /// How all values are those of `base`: with two texts around each, or as they are. `None` if they are not.
    fn made_of<'c>(&'c self, base: &Self) -> Option<Option<[&'c str; 2]>> {
        if self.text == base.text {
            return Some(None);
        }
        let mut pairs = self.values().zip(base.values());
        let (first, part) = pairs.next()?;
        let (before, after) = inner(first)?.split_once(plain(part).filter(|part| !part.is_empty())?)?;
        let is_made = |(whole, part): (&str, &str)| {
            let middle = inner(whole).and_then(|whole| whole.strip_prefix(before)?.strip_suffix(after));
            middle.is_some() && middle == plain(part)
        };
        pairs.all(is_made).then_some(Some([before, after]))
    }

    fn write(&self, form: Form<'_>, out: &mut String) {
        match (form, self.pattern) {
            (Form::Made { base, ends }, _) => {
                out.push_str("{\"@\":[");
                value::index(out, base);
                for end in ends.into_iter().flatten() {
                    out.push_str(",\"");
                    out.push_str(end);
                    out.push('"');
                }
                out.push_str("]}");
            }
            (Form::Own, Pattern::Same) => {
                out.push_str("{\"*\":");
                out.push_str(self.value(0).unwrap_or_default());
                out.push('}');
            }
            (Form::Own, Pattern::Steps { first, step, .. }) => {
                out.push_str("{\"+\":[");
                value::int(out, first);
                out.push(',');
                value::int(out, step);
                out.push_str("]}");
            }
            (Form::Own, Pattern::Each) => {
                out.push('[');
                out.push_str(&self.text);
                out.push(']');
            }
        }
    }
}

/// A value that is written as a number.
fn number(value: &Scalar<'_>) -> Option<i64> {
    let number = match *value {
        Scalar::Int(number) => number,
        Scalar::Uint(number) => i64::try_from(number).ok()?,
        _ => return None,
    };
    is_exact(number).then_some(number)
}

/// The text of a string in which nothing is escaped.
fn inner(value: &str) -> Option<&str> {
    value.strip_prefix('"')?.strip_suffix('"').filter(|text| !text.contains('\\'))
}

/// A value as it stands in a longer text: that of a string, or a number's digits.
fn plain(value: &str) -> Option<&str> {
    inner(value).or_else(|| value.starts_with(|first: char| first == '-' || first.is_ascii_digit()).then_some(value))
}
