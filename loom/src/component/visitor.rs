//! [`Visitor`], the name of a page's visitor.

use std::{fmt, sync::Arc};

/// The visitor of a page: the same for all pages that one browser opens in one session.
///
/// It is the name that [`Builder::visitor`](crate::Builder::visitor) gave, else `anonymous:` and a digest that gives nothing away about the
/// session itself. No name of the application's begins with `anonymous:`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Visitor {
    /// Shared by all components of a connection.
    id: Arc<str>,
}

impl Visitor {
    /// The visitor of this name.
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        Self { id: id.into() }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.id
    }
}

impl fmt::Display for Visitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

impl fmt::Debug for Visitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Visitor({:?})", self.id)
    }
}
