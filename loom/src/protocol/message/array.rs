//! [`Array`], a message of dialect 2.

use super::Id;
use crate::protocol::json::{write_number, write_text};

/// A frame of dialect 2 as it is written.
pub(super) struct Array<'o>(&'o mut String);

impl<'o> Array<'o> {
    pub(super) fn begin(out: &'o mut String, kind: &str) -> Self {
        out.push('[');
        write_text(out, kind);
        Self(out)
    }

    pub(super) fn id(self, id: Option<&Id>) -> Self {
        let Some(id) = id else { return self.null() };
        self.0.push(',');
        id.write(self.0);
        self
    }

    pub(super) fn number(self, number: u64) -> Self {
        self.0.push(',');
        write_number(self.0, number);
        self
    }

    pub(super) fn text(self, text: &str) -> Self {
        self.0.push(',');
        write_text(self.0, text);
        self
    }

    pub(super) fn flag(self, flag: bool) -> Self {
        self.0.push_str(if flag { ",true" } else { ",false" });
        self
    }

    /// An object of texts.
    pub(super) fn texts<'t>(self, texts: impl Iterator<Item = (&'t str, Option<&'t str>)>) -> Self {
        let mut before = ",{";
        for (name, text) in texts {
            self.0.push_str(before);
            before = ",";
            write_text(self.0, name);
            self.0.push(':');
            match text {
                Some(text) => write_text(self.0, text),
                None => self.0.push_str("null"),
            }
        }
        self.0.push_str(if before == "," { "}" } else { ",{}" });
        self
    }

    /// An array of texts.
    pub(super) fn list(self, texts: &[String]) -> Self {
        let mut before = ",[";
        for text in texts {
            self.0.push_str(before);
            before = ",";
            write_text(self.0, text);
        }
        self.0.push_str(if texts.is_empty() { ",[]" } else { "]" });
        self
    }

    pub(super) fn null(self) -> Self {
        self.0.push_str(",null");
        self
    }

    /// Leaves the rest to another writer.
    pub(super) fn comma(self) {
        self.0.push(',');
    }

    pub(super) fn end(self) {
        self.0.push(']');
    }
}
