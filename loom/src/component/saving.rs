//! [`Saving`], the way in which a component's state outlives its connection.

pub use crate::protocol::hidden::Hidden;

/// The place that keeps the state of a component while no connection has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Resume {
    /// On the server for a while, and in the page's token.
    #[default]
    Token,
    /// On the server for a while, and nowhere else.
    Server,
    /// Nowhere: a client that comes back begins again with what the page was rendered with.
    None,
}

/// How the state of a component is saved, as its type says.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Saving {
    /// Which states it can read.
    pub(crate) schema: u64,
    /// The places where the state may be.
    pub(crate) resume: Resume,
    /// The part that nobody else may read.
    pub(crate) hidden: Hidden,
}
