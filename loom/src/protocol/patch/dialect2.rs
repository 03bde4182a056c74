//! Dialect 2, Loom's own client's: trees and changes as `docs/protocol.md` has them.

use std::{cell::Cell, mem};

use super::{KnownTemplates, columns::Columns, scalar::scalar, value};
use crate::{
    protocol::json::write_text,
    tree::{ChildSlot, KeyTexts, ListEdits, Part, PatchWriter, Template},
};

/// The container that the next value is written into.
#[derive(Debug)]
enum Container {
    /// A change of a tree, after a slot's index.
    Change { empty: bool },
    /// A change of a list; `run` is the run of new items that is open.
    ListChange { empty: bool, run: Option<Run>, insert: u32 },
    /// A whole tree that stands alone or in a slot.
    Tree { empty: bool },
    /// A whole tree that is an item: only its slots are written.
    Item { empty: bool },
    /// A whole list, and the fingerprint that its last run is of.
    List { fingerprint: Option<u64> },
}

/// New items of one template in a row.
#[derive(Clone, Copy, Debug)]
struct Run {
    fingerprint: u64,
    /// The index that the next item must have to belong to it.
    next: u32,
}

/// The buffers of a writer, kept by each thread for the next one.
#[derive(Debug, Default)]
struct Stacks {
    /// The containers that the next value is written into, the innermost last.
    containers: Vec<Container>,
    /// The items in a row that change the same slots, of the innermost list in which there are any.
    columns: Columns,
    /// The keys of the open lists' items, and of the open runs of new items.
    keys: KeyTexts,
}

thread_local! {
    static STACKS: Cell<Stacks> = Cell::default();
}

/// Writes one tree or patch in dialect 2.
pub(super) struct Dialect2Writer<'w> {
    out: &'w mut String,
    known: &'w mut KnownTemplates,
    containers: Vec<Container>,
    columns: Columns,
    keys: KeyTexts,
    /// The word of the next item's key.
    key: u64,
    /// The slot of the innermost change whose value follows, and where that begins.
    cell: Option<(usize, usize)>,
    /// The fields that browser expressions name, as members of a JSON object.
    fields: String,
}

impl<'w> Dialect2Writer<'w> {
    pub(super) fn new(out: &'w mut String, known: &'w mut KnownTemplates) -> Self {
        let Stacks { containers, columns, keys } = STACKS.take();
        Self { out, known, containers, columns, keys, key: 0, cell: None, fields: String::new() }
    }

    /// The fields that browser expressions name, and whose values the client does not know, as members of a JSON object.
    pub(super) fn take_fields(&mut self) -> String {
        mem::take(&mut self.fields)
    }

    /// A value that is not a tree begins.
    fn separate(&mut self) {
        if let Some(Container::Tree { empty } | Container::Item { empty }) = self.containers.last_mut()
            && !mem::replace(empty, false)
        {
            self.out.push(',');
        }
    }

    fn open(&mut self, template: &'static Template) {
        self.known.need(template);
        let fingerprint = template.fingerprint;
        match self.containers.last_mut() {
            Some(Container::List { fingerprint: last }) => {
                let first = last.is_none();
                if *last != Some(fingerprint) {
                    *last = Some(fingerprint);
                    self.out.push_str(if first { "\"" } else { ",\"" });
                    value::fingerprint(self.out, fingerprint);
                    self.out.push('"');
                }
                self.out.push_str(",[");
                self.keys.add(self.key);
                self.containers.push(Container::Item { empty: true });
            }
            Some(Container::ListChange { empty, run, insert }) => {
                let index = *insert;
                match run {
                    Some(run) if run.fingerprint == fingerprint && run.next == index => {
                        run.next += 1;
                        self.out.push_str(",[");
                    }
                    _ => {
                        close_run(self.out, run, &mut self.keys);
                        self.keys.begin();
                        if !mem::replace(empty, false) {
                            self.out.push(',');
                        }
                        *run = Some(Run { fingerprint, next: index + 1 });
                        value::index(self.out, index as usize);
                        self.out.push_str(",{\"");
                        value::fingerprint(self.out, fingerprint);
                        self.out.push_str("\":[[");
                    }
                }
                self.keys.add(self.key);
                self.containers.push(Container::Item { empty: true });
            }
            _ => {
                self.separate();
                self.out.push_str("{\"");
                value::fingerprint(self.out, fingerprint);
                self.out.push_str("\":[");
                self.containers.push(Container::Tree { empty: true });
            }
        }
    }

    /// Appends index and comma of a pair in the innermost change.
    fn pair(&mut self, name: impl FnOnce(&mut String)) {
        if let Some(Container::Change { empty } | Container::ListChange { empty, .. }) = self.containers.last_mut()
            && !mem::replace(empty, false)
        {
            self.out.push(',');
        }
        name(self.out);
        self.out.push(',');
    }

    fn close_run(&mut self) {
        if let Some(Container::ListChange { run, .. }) = self.containers.last_mut() {
            close_run(self.out, run, &mut self.keys);
        }
    }

    /// Whether the innermost change is an item's.
    fn is_in_item(&self) -> bool {
        matches!(self.containers.as_slice(), [.., Container::ListChange { .. }, Container::Change { .. }])
    }

    fn pairs(&mut self, name: &str, pairs: &[(u32, u32)]) {
        if pairs.is_empty() {
            return;
        }
        self.pair(|out| out.push_str(name));
        for (index, (first, second)) in pairs.iter().enumerate() {
            self.out.push(if index > 0 { ',' } else { '[' });
            value::index(self.out, *first as usize);
            self.out.push(',');
            value::index(self.out, *second as usize);
        }
        self.out.push(']');
    }
}

impl Drop for Dialect2Writer<'_> {
    fn drop(&mut self) {
        let Self { containers, columns, keys, .. } = self;
        let mut stacks =
            Stacks { containers: mem::take(containers), columns: mem::take(columns), keys: mem::take(keys) };
        // A render that ended early leaves something behind.
        stacks.containers.clear();
        stacks.columns.clear();
        stacks.keys.clear();
        STACKS.set(stacks);
    }
}

fn close_run(out: &mut String, run: &mut Option<Run>, keys: &mut KeyTexts) {
    if run.take().is_some() {
        close_items(out, keys);
    }
}

/// Ends an array of items, which their keys follow.
pub(super) fn close_items(out: &mut String, keys: &mut KeyTexts) {
    out.push(']');
    keys.end(|keys| {
        if !keys.is_empty() {
            // Nothing in a key has to be escaped.
            out.push_str(",\"#\":\"");
            out.push_str(keys);
            out.push('"');
        }
    });
    out.push('}');
}

impl PatchWriter for Dialect2Writer<'_> {
    fn whole(&mut self, part: Part<'_>) {
        if let Some((slot, start)) = self.cell.take() {
            match part {
                Part::Scalar { template, index, value } => {
                    scalar(self.out, template, index, &value);
                    // An object or an array would stand for something else.
                    if !matches!(self.out.as_bytes().get(start), Some(b'{' | b'[')) {
                        return self.columns.cell(slot, start, self.out);
                    }
                    return self.columns.refuse(self.out);
                }
                _ => self.columns.refuse(self.out),
            }
        }
        match part {
            Part::Open(template) => self.open(template),
            Part::Close => match self.containers.pop() {
                Some(Container::Tree { .. }) => self.out.push_str("]}"),
                _ => self.out.push(']'),
            },
            Part::Scalar { template, index, value } => {
                self.separate();
                scalar(self.out, template, index, &value);
            }
            Part::Child(ChildSlot { module, token, birth }) => {
                self.separate();
                self.out.push_str("{\"@\":[");
                write_text(self.out, module);
                self.out.push(',');
                write_text(self.out, token);
                if birth > 0 {
                    self.out.push(',');
                    value::index(self.out, birth as usize);
                }
                self.out.push_str("]}");
            }
            Part::List => {
                self.separate();
                self.out.push_str("{\"[\":[");
                self.containers.push(Container::List { fingerprint: None });
                self.keys.begin();
            }
            Part::EndList => {
                self.containers.pop();
                close_items(self.out, &mut self.keys);
            }
        }
    }

    fn open_change(&mut self, list: bool) {
        if self.cell.take().is_some() {
            self.columns.refuse(self.out);
        }
        self.out.push('[');
        self.containers.push(if list {
            Container::ListChange { empty: true, run: None, insert: 0 }
        } else {
            Container::Change { empty: true }
        });
    }

    fn place(&mut self, index: usize) {
        self.close_run();
        if let Some(Container::ListChange { .. }) = self.containers.last() {
            self.columns.begin(index, self.out);
        }
        self.pair(|out| value::index(out, index));
        if self.columns.is_open() && self.is_in_item() {
            self.cell = Some((index, self.out.len()));
        }
    }

    fn grow(&mut self, more: &str) -> bool {
        if self.cell.take().is_some() {
            self.columns.refuse(self.out);
        }
        self.out.push('[');
        write_text(self.out, more);
        self.out.push(']');
        true
    }

    fn insert(&mut self, index: usize) {
        self.columns.finish(self.out);
        if let Some(Container::ListChange { insert, .. }) = self.containers.last_mut() {
            *insert = u32::try_from(index).unwrap_or(u32::MAX);
        }
    }

    fn key(&mut self, key: u64) {
        self.key = key;
    }

    fn field(&mut self, name: &str, kind: &str, value: &str) {
        self.fields.push_str(if self.fields.is_empty() { "\"" } else { ",\"" });
        for part in [name, "\":[\"", kind, "\",", value, "]"] {
            self.fields.push_str(part);
        }
    }

    fn edits(&mut self, edits: ListEdits<'_>) {
        self.columns.finish(self.out);
        self.close_run();
        self.pairs("\"-\"", edits.removed);
        self.pairs("\">\"", edits.moved);
    }

    fn close_change(&mut self) {
        self.close_run();
        let in_item = self.columns.is_open() && self.is_in_item();
        let closed = self.containers.pop();
        if let Some(Container::ListChange { .. }) = closed {
            self.columns.finish(self.out);
        }
        self.out.push(']');
        if in_item {
            self.columns.end(self.out);
        }
    }
}
