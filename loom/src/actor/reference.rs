//! [`Reference`], the number that ties a client's error message to a line of the log.

use std::fmt;

/// A short number that stands in the answer to a client and in the line of the log that says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reference(u32);

impl Reference {
    /// Another one.
    pub(crate) fn new() -> Self {
        // Where there are no random bytes, the log still has the line.
        Self(getrandom::u32().unwrap_or_default())
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}
