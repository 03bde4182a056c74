//! [`RoutedCall`], a call of a nested component to its parent.

use crate::{component::ParentCall, token::Parent, tree::ChildId};

/// A call of a nested component.
#[derive(Debug)]
pub(crate) struct RoutedCall {
    /// The instance of the component around.
    pub(super) to: u64,
    /// The nested component that calls.
    pub(super) from: ChildId,
    /// The handler, and what it is given.
    pub(super) call: ParentCall,
}

impl RoutedCall {
    /// A call of the component that stands there.
    pub(super) fn by(parent: Parent, call: ParentCall) -> Self {
        Self { to: parent.instance, from: parent.child, call }
    }

    /// Its size in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() - size_of::<ParentCall>() + self.call.bytes()
    }
}
