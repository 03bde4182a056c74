//! The load: many connections on one thread, each of which asks again when its last question is answered.
//!
//! It has to be cheaper than the servers that it drives, so everything is by hand: sockets of the standard library, frames and messages of
//! `loom_wire` that are made and taken apart in buffers that stay, one `epoll` for all.

mod broadcast;
mod closed_loop;
mod http;
mod socket;
mod watch;

pub use broadcast::broadcast;
pub use closed_loop::{Dialogue, Figures, Heard, closed_loop};
pub use http::{Get, Ticket};
pub use socket::{Answer, Echo, Live, Socket, increment};

pub use loom_wire::Failure;
