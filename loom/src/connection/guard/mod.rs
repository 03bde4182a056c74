//! What keeps one client from harming the others: limits, rights, and who is connected.

mod access;
mod budget;
mod identity;
mod limits;
mod rate;
mod refusals;
mod revoked;
mod targets;
mod visits;

use std::{sync::Arc, time::Instant};

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
pub(crate) use visits::{Connected, Crowded, Visit, Visits};

/// The application's rules for its clients, and the records of them.
#[derive(Debug, Default)]
pub(crate) struct Guard {
    /// The limits of clients.
    pub(crate) limits: Limits,
    /// The rights of visitors.
    pub(crate) authorize: Authorize,
    /// Who is connected, and from where.
    pub(crate) visits: Visits,
    /// The bytes that are kept for all clients.
    pub(crate) kept: Arc<Account>,
    /// Visitors whose older tokens are not taken any more.
    pub(crate) revoked: Revoked,
    /// The refusals that are in the log.
    pub(crate) refusals: Refusals,
    /// Where redirects may lead.
    pub(crate) targets: Targets,
    /// Clients are told what went wrong inside.
    pub(crate) show_errors: bool,
}

impl Guard {
    /// Where the bytes count that are kept for whoever comes from this address.
    pub(crate) fn accounts(&self, address: Option<Network>) -> Accounts {
        let address = address.map(|address| self.visits.account(address, Instant::now()));
        Accounts::new(Arc::clone(&self.kept), address)
    }
}

/// What one connection has used of its limits.
#[derive(Debug, Default)]
pub(crate) struct Used {
    /// Of [`Limits::events`].
    pub(crate) events: Meter,
    /// Of [`Limits::frames`].
    pub(crate) frames: Meter,
    /// Of [`Limits::joins`].
    pub(crate) joins: Meter,
    /// Of [`Limits::failed_tokens`].
    pub(crate) failed_tokens: Meter,
}
