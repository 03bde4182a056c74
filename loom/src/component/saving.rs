//! [`Saving`], how a component's state outlives its connection.

pub use crate::protocol::hidden::Hidden;

/// Where the state of a component is while no connection has it.
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

/// What a component's type says of how its state is saved.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Saving {
    /// Which states it can read.
    pub(crate) schema: u64,
    /// Where the state may be.
    pub(crate) resume: Resume,
    /// What of it nobody else may read.
    pub(crate) hidden: Hidden,
}
