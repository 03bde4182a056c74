//! [`Rows`], which turns a whole list of items of one template by ninety degrees, for the trees of pages.
//!
//! A list is written item by item, as `"FP",[value,...],[value,...]`. Where all items are of one template and hold scalars only, their values
//! are said slot by slot instead: `"FP",{"=":[COLUMN,...],"#":COUNT}`. It is done when the list ends, over the text that was written, and only
//! where it is shorter.
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

use std::ops::Range;

use super::value;

/// The fewest items that are turned.
const FEW: usize = 3;

/// The open lists of a tree, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Rows {
    open: Vec<RowList>,
}

#[derive(Debug)]
struct RowList {
    /// Where its first fingerprint stands.
    start: usize,
    /// How many items have begun.
    items: usize,
    /// Where the values of the items stand, item after item.
    cells: Vec<Range<usize>>,
    /// Whether all items are of one template, and hold scalars only.
    is_plain: bool,
}

impl Rows {
    /// A list begins; its first fingerprint follows.
    pub(super) fn begin(&mut self, out: &str) {
        self.open.push(RowList { start: out.len(), items: 0, cells: Vec::new(), is_plain: true });
    }

    /// An item of the innermost list begins.
    pub(super) fn item(&mut self, is_of_another_template: bool) {
        if let Some(list) = self.open.last_mut() {
            list.items += 1;
            list.is_plain &= !is_of_another_template;
        }
    }

    /// A scalar of an item has been written, from `start` on.
    pub(super) fn cell(&mut self, start: usize, out: &str) {
        if let Some(list) = self.open.last_mut().filter(|list| list.is_plain) {
            // An object stands for something else in a column.
            list.is_plain = !matches!(out.as_bytes().get(start), Some(b'{' | b'['));
            list.cells.push(start..out.len());
        }
    }

    /// An item of the innermost list holds more than scalars.
    pub(super) fn refuse(&mut self) {
        if let Some(list) = self.open.last_mut() {
            list.is_plain = false;
            list.cells = Vec::new();
        }
    }

    /// The innermost list is through.
    pub(super) fn end(&mut self, out: &mut String) {
        let Some(RowList { start, items, cells, is_plain }) = self.open.pop() else { return };
        if !is_plain || items < FEW || cells.len() % items != 0 {
            return;
        }
        let rest = out.get(start..).unwrap_or_default();
        // The fingerprint, with its quotes.
        let Some(end) = rest.find(',') else { return };
        let table = Table { text: out, cells: &cells, width: cells.len() / items };
        let mut text = String::from(",{\"=\":[");
        text.push_str(&table.columns().join(","));
        text.push_str("],\"#\":");
        value::index(&mut text, items);
        text.push('}');
        if text.len() < rest.len() - end {
            out.replace_range(start + end.., &text);
        }
    }
}

/// The values of a list that was written.
struct Table<'t> {
    text: &'t str,
    cells: &'t [Range<usize>],
    width: usize,
}

impl<'t> Table<'t> {
    fn column(&self, column: usize) -> impl Iterator<Item = &'t str> + Clone + use<'t, '_> {
        let cells = self.cells.iter().skip(column).step_by(self.width.max(1));
        cells.map(|cell| self.text.get(cell.clone()).unwrap_or_default())
    }

    /// Each column in the shortest form that says it. Those of shorter texts are looked at first, since longer ones may be made of them.
    fn columns(&self) -> Vec<String> {
        let mut order: Vec<usize> = (0..self.width).collect();
        order.sort_by_cached_key(|column| self.column(*column).map(str::len).sum::<usize>());
        let mut columns = vec![String::new(); self.width];
        let mut bases = Vec::new();
        for column in order {
            let Some(written) = columns.get_mut(column) else { continue };
            *written = self.same(column).unwrap_or_default();
            if written.is_empty() {
                *written = bases.iter().find_map(|base| self.made_of(column, *base)).unwrap_or_default();
            }
            if written.is_empty() {
                *written = self.steps(column).unwrap_or_else(|| self.each(column));
                bases.push(column);
            }
        }
        columns
    }

    /// A column whose values are all the same.
    fn same(&self, column: usize) -> Option<String> {
        let mut values = self.column(column);
        let first = values.next()?;
        values.all(|value| value == first).then(|| format!("{{\"*\":{first}}}"))
    }

    /// A column that says each value.
    fn each(&self, column: usize) -> String {
        let values: Vec<&str> = self.column(column).collect();
        format!("[{}]", values.join(","))
    }

    /// A column of numbers, each as far from the one before it.
    fn steps(&self, column: usize) -> Option<String> {
        let mut numbers = self.column(column).map(|value| value.parse::<i64>().ok());
        let (first, second) = (numbers.next()??, numbers.next()??);
        let step = second.checked_sub(first)?;
        let mut last = second;
        for number in numbers {
            let number = number?;
            if number.checked_sub(last)? != step {
                return None;
            }
            last = number;
        }
        let mut written = String::from("{\"+\":[");
        value::int(&mut written, first);
        written.push(',');
        value::int(&mut written, step);
        written.push_str("]}");
        Some(written)
    }

    /// A column of texts in which another one's values stand.
    fn made_of(&self, column: usize, base: usize) -> Option<String> {
        if self.column(column).eq(self.column(base)) {
            return Some(format!("{{\"@\":[{base}]}}"));
        }
        let mut pairs = self.column(column).map(inner).zip(self.column(base).map(part)).peekable();
        let (whole, part) = pairs.peek().copied()?;
        let (before, after) = whole?.split_once(part.filter(|part| !part.is_empty())?)?;
        let is_made = |(whole, part): (Option<&str>, Option<&str>)| {
            part.is_some() && whole.and_then(|whole| whole.strip_prefix(before)?.strip_suffix(after)) == part
        };
        pairs.all(is_made).then(|| format!("{{\"@\":[{base},\"{before}\",\"{after}\"]}}"))
    }
}

/// The text of a string in which nothing is escaped.
fn inner(value: &str) -> Option<&str> {
    value.strip_prefix('"')?.strip_suffix('"').filter(|text| !text.contains('\\'))
}

/// A value as it stands in a longer text: that of a string, or a number's digits.
fn part(value: &str) -> Option<&str> {
    inner(value).or_else(|| value.parse::<i64>().is_ok().then_some(value))
}
