//! [`ClientHas`], the content of a component that its client has before it joins.

use crate::protocol::message::Have;

/// The content of a component that its client has before it joins, by its digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClientHas {
    /// HTML.
    Html(u64),
    /// The tree that came with the page.
    Tree(u64),
}

impl ClientHas {
    pub(super) fn of(have: Have, digest: u64) -> Option<Self> {
        match have {
            Have::Nothing => None,
            Have::Html => Some(Self::Html(digest)),
            Have::Tree => Some(Self::Tree(digest)),
        }
    }
}
