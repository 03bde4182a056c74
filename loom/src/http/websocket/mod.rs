//! The server's end of a WebSocket ([RFC 6455](https://www.rfc-editor.org/rfc/rfc6455)).
//!
//! It exists for memory: a connection that waits owns no buffer at all. Bytes are read into a buffer that all connections
//! of a thread share, and messages are decoded where they lie in it; only what is not complete yet is kept. A large frame is
//! kept only until it has left.

mod frame;
mod handshake;
mod socket;
mod stream;

pub(super) use frame::Heard;
pub(super) use handshake::{Handshake, NoHandshake};
pub(super) use socket::{Gone, WebSocket};
