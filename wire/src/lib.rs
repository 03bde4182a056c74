//! The client's half of Loom's wire, as it stands in `docs/protocol.md`: the request that opens a WebSocket, its frames, the messages in them, and
//! the components of a page.
//!
//! The integration tests, the chaos run and the load of the benchmark are built on it. It reads and writes bytes and strings only, so that each of
//! them has sockets of its own kind, and it uses no code of Loom, so that a fault of Loom's own half does not hide in it.

pub mod frame;
pub mod handshake;
mod message;
mod page;
mod said;

pub use message::{Dialect, Event, HEARTBEAT, Join, Leave};
pub use page::{Mounted, cookie, header, mounted};
pub use said::{Said, answered, is_error, is_template};

/// An error, for programs that only report it.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
