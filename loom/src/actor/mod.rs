//! Floor 3: one joined component: its state, and what it is doing.
//!
//! An [`Actor`] does one thing at a time. A plain method runs in place. An `async` one takes the state with it, as a
//! boxed future that the owner of the actor polls; until it has brought the state back, the actor is busy and
//! takes nothing else. A method that fails leaves the state as it was; one that panics, as it was last kept.

#[expect(clippy::module_inception, reason = "the trait that the floor is named for")]
mod actor;
mod count;
mod entry;
mod reference;
mod rollback;
mod snapshot;
mod turn;
mod typed;

pub(crate) use actor::{Actor, Membership, OnEnd, Remains};
pub(crate) use count::{Count, Counted};
pub(crate) use entry::Entry;
pub use entry::registration;
pub(crate) use reference::Reference;
pub(crate) use turn::{Call, Failure, Turn, Undone};
