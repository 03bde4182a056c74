//! Dialect 1: every value is HTML, and a list whose items came, went or moved is sent whole.

use super::value;
use crate::{
    protocol::{
        json::write_text,
        wrapper::{Wrapper, write_wrapper},
    },
    tree::{ChildSlot, ListEdits, Part, PatchWriter, write_scalar},
};

/// Writes whole values into a text.
#[derive(Debug, Default)]
struct Whole {
    /// For each open tree or list, whether nothing is in it yet.
    empty: Vec<bool>,
}

impl Whole {
    fn separate(&mut self, out: &mut String) {
        if let Some(empty) = self.empty.last_mut()
            && !std::mem::replace(empty, false)
        {
            out.push(',');
        }
    }

    /// `html` is scratch.
    fn part(&mut self, out: &mut String, html: &mut String, part: Part<'_>) {
        match part {
            Part::Open(template) => {
                self.separate(out);
                out.push_str("{\"s\":[");
                for (index, part) in template.statics.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    write_text(out, part);
                }
                out.push_str("],\"d\":[");
                self.empty.push(true);
            }
            Part::Close => {
                self.empty.pop();
                out.push_str("]}");
            }
            Part::Scalar { template, index, value } => {
                self.separate(out);
                html.clear();
                write_scalar(html, template, index, &value);
                write_text(out, html);
            }
            Part::Child(ChildSlot { module, token, birth: _ }) => {
                self.separate(out);
                html.clear();
                write_wrapper(html, Wrapper { module, token, ..Wrapper::default() });
                html.push_str("</div>");
                write_text(out, html);
            }
            Part::List => {
                self.separate(out);
                out.push('[');
                self.empty.push(true);
            }
            Part::EndList => {
                self.empty.pop();
                out.push(']');
            }
        }
    }
}

/// A change that is open.
#[derive(Debug)]
struct OpenChange {
    /// Whether nothing is in it yet.
    empty: bool,
    /// The position at which it begins in the text.
    start: usize,
    /// A whole value took its place: nothing more of it is written.
    replaced: bool,
}

/// A list under comparison, written whole in case it must be sent so.
#[derive(Debug, Default)]
struct Mirror {
    text: String,
    whole: Whole,
}

/// Writes one tree or patch in dialect 1.
#[derive(Debug)]
pub(super) struct Dialect1Writer<'w> {
    out: &'w mut String,
    whole: Whole,
    changes: Vec<OpenChange>,
    mirrors: Vec<Mirror>,
    html: String,
    /// The root was written whole.
    whole_root: bool,
}

impl<'w> Dialect1Writer<'w> {
    pub(super) fn new(out: &'w mut String) -> Self {
        Self {
            out,
            whole: Whole::default(),
            changes: Vec::new(),
            mirrors: Vec::new(),
            html: String::new(),
            whole_root: false,
        }
    }

    /// Whether the root was written whole, as `{"s":...,"d":...}`.
    pub(super) const fn whole_root(&self) -> bool {
        self.whole_root
    }
}

impl PatchWriter for Dialect1Writer<'_> {
    fn whole(&mut self, part: Part<'_>) {
        self.whole_root |= self.changes.is_empty();
        self.whole.part(self.out, &mut self.html, part);
    }

    fn open_change(&mut self, _list: bool) {
        let start = self.out.len();
        // The message has `"d":` for the root already.
        self.out.push_str(if self.changes.is_empty() { "{" } else { "{\"d\":{" });
        self.changes.push(OpenChange { empty: true, start, replaced: false });
    }

    fn place(&mut self, index: usize) {
        if let Some(change) = self.changes.last_mut()
            && !std::mem::replace(&mut change.empty, false)
        {
            self.out.push(',');
        }
        self.out.push('"');
        value::index(self.out, index);
        self.out.push_str("\":");
    }

    // The output from here on is taken back when the list is sent whole.
    fn insert(&mut self, _index: usize) {}
    fn edits(&mut self, _edits: ListEdits<'_>) {}

    fn close_change(&mut self) {
        let replaced = self.changes.pop().is_some_and(|change| change.replaced);
        if !replaced {
            self.out.push_str(if self.changes.is_empty() { "}" } else { "}}" });
        }
    }

    fn mirrors(&self) -> bool {
        true
    }

    fn open_mirror(&mut self) {
        self.mirrors.push(Mirror::default());
    }

    fn mirror(&mut self, part: Part<'_>) {
        for Mirror { text, whole } in &mut self.mirrors {
            whole.part(text, &mut self.html, part);
        }
    }

    fn close_mirror(&mut self, replace: bool) {
        let mirror = self.mirrors.pop().unwrap_or_default();
        if replace && let Some(change) = self.changes.last_mut() {
            change.replaced = true;
            self.out.truncate(change.start);
            self.out.push_str(&mirror.text);
        }
    }
}
