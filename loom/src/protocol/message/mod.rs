//! The messages of both dialects. `docs/protocol.md` is the definition.

mod array;
mod client;
mod dialect1;
mod dialect2;
mod effect;
mod error;
#[cfg(test)]
mod fixtures;
mod id;
mod reply;
mod server;
#[cfg(test)]
mod tests;

pub use client::{
    ClientEvent, ClientMessage, EventMessage, Have, JoinMessage, LeaveMessage, PropsMessage, SpecialVars,
};
pub use effect::{Effect, Level};
pub use error::{Code, MessageError};
pub use id::Id;
pub use reply::Reply;
pub use server::{ServerMessage, TreeMessage};

/// How a connection's frames are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Dialect 1: JSON objects.
    One,
    /// Loom's own client's, the subprotocol `loom.2`: JSON arrays.
    Two,
}

impl Dialect {
    /// The WebSocket subprotocol by which a client asks for dialect 2.
    pub const SUBPROTOCOL: &'static str = "loom.2";

    /// Reads one text frame.
    ///
    /// # Errors
    /// It is not a message of this dialect.
    pub fn read(self, frame: &str) -> Result<ClientMessage<'_>, MessageError> {
        match self {
            Self::One => dialect1::read(frame),
            Self::Two => dialect2::read(frame),
        }
    }
}
