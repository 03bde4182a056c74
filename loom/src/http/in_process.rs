//! The way into an application without a network, for `loom::testing`.

use axum::http::request::Parts;

use super::{Loom, caller::Caller, session::Session};
use crate::{Error, Result, Visitor, connection::Connection, protocol::message::Dialect};

impl Loom {
    /// The visitor of a request, as the application tells visitors apart; none where the request has neither a session nor a name.
    pub(crate) fn visitor_of(&self, request: &Parts) -> Option<Visitor> {
        let session = Session::of_socket(request, self.naming());
        (!session.is_absent()).then(|| session.visitor())
    }

    /// The connection of Loom's own client that a request for the WebSocket opens.
    ///
    /// # Errors
    /// There are too many.
    pub(crate) fn connect(&self, request: &Parts) -> Result<Box<Connection>> {
        let caller = Caller::of(self, request);
        let visit = caller.enter(self).map_err(|crowded| Error::msg(crowded.0))?;
        Ok(caller.connect(self, Dialect::Two, visit))
    }
}
