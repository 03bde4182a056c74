//! [`Caller`], the client that asks for a WebSocket, and its page.

use std::{net::IpAddr, time::Instant};

use axum::http::request::Parts;

use super::{Loom, app::unix_now, session::Session};
use crate::{
    component::Visitor,
    connection::{Arrival, Connection, Crowded, Visit},
    protocol::message::Dialect,
};

/// The client that asks for a WebSocket, and its page.
pub(super) struct Caller {
    /// The visitor's session.
    pub(super) session: Session,
    /// The address that the request comes from, where addresses are counted.
    pub(super) address: Option<IpAddr>,
    /// The visitor, as the application knows it.
    visitor: Visitor,
    /// The number that the page gave itself.
    page: u64,
    /// The number of the socket among those of the page.
    socket_number: u32,
    /// The page is of another version of the application.
    is_foreign: bool,
}

impl Caller {
    /// The client that makes this request.
    pub(super) fn of(loom: &Loom, request: &Parts) -> Self {
        let session = Session::of_socket(request, loom.naming());
        let query = request.uri.query().unwrap_or_default();
        Self {
            address: loom.naming().address(request),
            visitor: session.visitor(),
            session,
            page: number_in(query, "page").unwrap_or_default(),
            socket_number: u32::try_from(number_in(query, "socket").unwrap_or_default()).unwrap_or(u32::MAX),
            is_foreign: in_query(query, "version").is_some_and(|of| of != loom.version()),
        }
    }

    /// Counts the socket in.
    ///
    /// # Errors
    /// The visitor or the address has too many.
    pub(super) fn enter(&self, loom: &Loom) -> Result<Visit, Crowded> {
        let known = Some(&self.visitor).filter(|_| !self.session.is_absent());
        let shared = loom.shared();
        shared.visits.enter(known, self.address, &shared.guard.limits, Instant::now())
    }

    /// Begins the connection.
    pub(super) fn connect(self, loom: &Loom, dialect: Dialect, visit: Visit) -> Box<Connection> {
        let arrival = Arrival {
            dialect,
            session: self.session.id(),
            page: self.page,
            socket_number: self.socket_number,
            visitor: self.visitor,
            version: self.is_foreign.then(|| loom.version()),
            visit: Some(visit),
            now: Instant::now(),
            unix: unix_now(),
        };
        Box::new(Connection::new(loom.shared().clone(), arrival))
    }
}

/// A number in the query: `page=5` is the one that a page gave itself, `socket=2` that of a socket among the page's, which takes the place of the
/// first. Text that is no number, or too large a one, counts as absent.
fn number_in(query: &str, name: &str) -> Option<u64> {
    in_query(query, name).and_then(|number| number.parse().ok())
}

/// A value in the query, as it is written there.
fn in_query<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
}
