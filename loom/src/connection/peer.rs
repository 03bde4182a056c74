//! [`Peer`], the client at the other end of a connection.

use std::time::Instant;

use super::{
    Shared,
    clock::{Clock, Moment},
    guard::{ClientIdentity, Network},
    resume_key::ResumeKey,
    visits::Visit,
};

/// The client at the other end: whom what is kept belongs to, and by what it is found when the client comes back.
#[derive(Debug)]
pub(super) struct Peer {
    /// The visitor's session id, which tokens are bound to.
    pub(super) session: Box<str>,
    /// The number that the client's page gave itself.
    pub(super) page: u64,
    /// The connection's number among the sockets of this page.
    pub(super) socket_number: u32,
    /// Whether the client can come back to its components. Dialect 1 has no numbers for events, so there it cannot.
    pub(super) resumes: bool,
    /// Counts the socket, where it is one.
    pub(super) visit: Option<Visit>,
    /// Converts between its two clocks.
    pub(super) clock: Clock,
}

/// The values that a render needs beside the component.
#[derive(Clone, Copy)]
pub(super) struct RenderContext<'c> {
    /// For the registry and the keys.
    pub(super) shared: &'c Shared,
    /// Whom new tokens are for.
    pub(super) client: ClientIdentity<'c>,
    /// The time.
    pub(super) now: Moment,
    /// Whether the client evaluates no browser expressions, as in dialect 1.
    pub(super) evaluates: bool,
}

impl Peer {
    /// Whom something is kept for.
    pub(super) fn identity(&self) -> ClientIdentity<'_> {
        ClientIdentity { session: &self.session, address: self.address() }
    }

    /// The address that it comes from, where addresses are counted.
    pub(super) fn address(&self) -> Option<Network> {
        self.visit.as_ref().and_then(Visit::address)
    }

    /// By what a component is found when the client comes back to it, if it can.
    pub(super) fn resume_key(&self, instance: u64) -> Option<ResumeKey> {
        self.resumes.then_some(ResumeKey { instance, page: self.page })
    }

    /// The time, in seconds since 1970.
    pub(super) fn unix(&self, now: Instant) -> u64 {
        self.clock.at(now).unix()
    }

    /// For a render.
    pub(super) fn render_context<'c>(&'c self, shared: &'c Shared, now: Instant) -> RenderContext<'c> {
        RenderContext { shared, client: self.identity(), now: self.clock.at(now), evaluates: !self.resumes }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn only_a_client_whose_events_have_numbers_comes_back() {
        let begun = Instant::now();
        let mut peer = Peer {
            session: "visitor".into(),
            page: 5,
            socket_number: 0,
            resumes: true,
            visit: None,
            clock: Clock::new(begun, 1_000),
        };
        assert_eq!(peer.resume_key(7), Some(ResumeKey { instance: 7, page: 5 }));
        assert_eq!(peer.unix(begun + Duration::from_secs(3)), 1_003);
        peer.resumes = false;
        assert_eq!(peer.resume_key(7), None);
    }
}
