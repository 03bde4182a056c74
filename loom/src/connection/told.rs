//! [`Told`], a component's part of the page's address as its client knows it.

/// The address as a client was told of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// A digest of the text of each field.
    pub(super) digests: Vec<u64>,
    /// The number of the last event by which the client said that its address has changed.
    pub(super) followed: u64,
}
