//! [`Limits`], the limits of clients.

use std::time::Duration;

use super::Rate;

/// The limits of clients. Given to [`Builder::limits`](crate::Builder::limits).
///
/// The defaults keep one client from taking the server from the others, and stand in nobody's way, a load test of yours included. A
/// site that is open to everybody does well with [`strict`](Self::strict) ones. A request over a limit is refused with an
/// error code and harms nobody else; a client that cannot be served at all is closed with status 1008.
///
/// ```
/// use loom::{Limits, Loom, Rate};
///
/// let mut limits = Limits::strict();
/// limits.events = Rate::per_second(20).burst(100);
/// let loom = Loom::builder().secret("a secret of thirty-two bytes or more").limits(limits).build()?;
/// # Ok::<(), loom::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a message, however many frames it comes in; 256 KiB. A larger one ends the connection.
    ///
    /// A join carries the component's state, so a component whose state is larger cannot be mounted.
    pub message_bytes: usize,
    /// How deep arrays and objects of a message may stand in each other; 64.
    pub message_depth: usize,
    /// Values in all arrays and objects of a message; 10,000.
    pub message_members: usize,
    /// Components of a socket; 2,000.
    pub components: usize,
    /// Open sockets of a visitor; 10,000. A new one is answered with 429.
    pub sockets_per_visitor: usize,
    /// Open sockets of an address; 10,000. A new one is answered with 429.
    ///
    /// An address of this machine or of a private network is taken for that of a proxy, and not counted: see
    /// [`Builder::address`](crate::Builder::address).
    pub sockets_per_address: usize,
    /// Connections of an address that are not, or not yet, WebSockets; 1,000. One more is closed.
    ///
    /// It holds where Loom itself listens ([`serve`](crate::serve)), and addresses are those of connections. A proxy has a setting of its own.
    pub connections_per_address: usize,
    /// How long a connection may take to send the head of its first request, and how long a request or its answer may stand still
    /// afterwards, where Loom itself listens; 30 seconds. Then the connection ends.
    pub request_time: Duration,
    /// Bytes of states that wait on the server for one client to come back, where each component counts for 1 KiB at least; 8 MiB. Where there
    /// is more, what has waited longest goes: the client then goes on from its token, unless the state is kept on the server only.
    ///
    /// A client is an address, or a visitor where addresses are not counted.
    pub parked_bytes_per_client: usize,
    /// Bytes that are kept for one socket; 32 MiB: its joined components with their states, events and pushes that wait for them, answers that are remembered, and
    /// frames under way. A request that needs more is refused, or not read until there is room.
    pub kept_bytes_per_socket: usize,
    /// The same for all sockets of an address, with what waits on the server for those who may come back; 256 MiB.
    pub kept_bytes_per_address: usize,
    /// The same for all sockets of the process; 2 GiB. Half of the memory that it may use is a good value.
    pub kept_bytes: usize,
    /// Events of a socket; 20,000 a second.
    pub events: Rate,
    /// Events that wait for a component that is busy; 64.
    pub waiting_events: usize,
    /// Frames of a socket that are neither events nor joins: pings, heartbeats, leaves, parts of a message before the last, and whatever is no message;
    /// 1,000 a second, 10,000 at once. One more ends the connection.
    pub frames: Rate,
    /// Joins of a socket; 200 a second, 4,000 at once.
    pub joins: Rate,
    /// Joins of a socket whose token is refused; 100 a minute. One more ends the connection.
    pub failed_tokens: Rate,
    /// Joins of an address whose token is refused; 1,000 a minute. After that, its new sockets are answered with 429.
    pub failed_tokens_per_address: Rate,
    /// How long an `async` handler may take; a minute. Then it is ended, and the state is as it was before.
    pub handler_time: Duration,
    /// How long a client may say nothing; 90 seconds. In the middle of it the client is asked whether it is there.
    pub silence: Duration,
    /// Bytes that may wait for a client before it is not listened to any more; 64 KiB.
    pub waiting_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message_bytes: 256 * 1024,
            message_depth: 64,
            message_members: 10_000,
            components: 2_000,
            sockets_per_visitor: 10_000,
            sockets_per_address: 10_000,
            connections_per_address: 1_000,
            request_time: Duration::from_secs(30),
            parked_bytes_per_client: 8 * 1024 * 1024,
            kept_bytes_per_socket: 32 * 1024 * 1024,
            kept_bytes_per_address: 256 * 1024 * 1024,
            kept_bytes: 2 * 1024 * 1024 * 1024,
            events: Rate::per_second(20_000),
            waiting_events: 64,
            frames: Rate::per_second(1_000).burst(10_000),
            joins: Rate::per_second(200).burst(4_000),
            failed_tokens: Rate::per_minute(100),
            failed_tokens_per_address: Rate::per_minute(1_000),
            handler_time: Duration::from_secs(60),
            silence: Duration::from_secs(90),
            waiting_bytes: 64 * 1024,
        }
    }
}

impl Limits {
    /// Limits for a site that is open to everybody: what a person with some tabs needs, and not much more.
    #[must_use]
    pub fn strict() -> Self {
        Self {
            message_bytes: 64 * 1024,
            message_depth: 32,
            message_members: 1_000,
            components: 200,
            sockets_per_visitor: 50,
            sockets_per_address: 200,
            connections_per_address: 100,
            request_time: Duration::from_secs(10),
            parked_bytes_per_client: 1024 * 1024,
            kept_bytes_per_socket: 4 * 1024 * 1024,
            kept_bytes_per_address: 32 * 1024 * 1024,
            kept_bytes: 512 * 1024 * 1024,
            events: Rate::per_second(50).burst(200),
            frames: Rate::per_second(50).burst(1_000),
            joins: Rate::per_second(20).burst(400),
            failed_tokens: Rate::per_minute(20),
            failed_tokens_per_address: Rate::per_minute(100),
            handler_time: Duration::from_secs(30),
            ..Self::default()
        }
    }
}
