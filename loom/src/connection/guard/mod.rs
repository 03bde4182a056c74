//! Protection of clients from each other: limits, rights, and refusals.

mod access;
mod budget;
mod identity;
mod limits;
mod rate;
mod refusals;
mod revoked;
mod targets;

use std::sync::Arc;

pub(crate) use access::Authorize;
pub use access::{Access, Action};
pub(crate) use budget::{Account, Accounts, Lease, Share};
pub(crate) use identity::{ClientIdentity, Network};
pub use limits::Limits;
pub(crate) use rate::Meter;
pub use rate::Rate;
pub(crate) use refusals::{Refusal, Refusals};
pub(crate) use revoked::Revoked;
pub(crate) use targets::{TARGETS, Targets};

/// The application's rules for its clients, and the records of them.
#[derive(Debug, Default)]
pub(crate) struct Guard {
    /// The limits of clients.
    pub(crate) limits: Limits,
    /// The rights of visitors.
    pub(crate) authorize: Authorize,
    /// The bytes that are kept for all clients.
    pub(crate) kept: Arc<Account>,
    /// Visitors whose older tokens are not taken any more.
    pub(crate) revoked: Revoked,
    /// The refusals that are in the log.
    pub(crate) refusals: Refusals,
    /// The addresses to which redirects may lead.
    pub(crate) targets: Targets,
    /// Clients are told what went wrong inside.
    pub(crate) show_errors: bool,
}
