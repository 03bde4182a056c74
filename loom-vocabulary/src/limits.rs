//! The limits of clients.

/// Calls a macro with the table of limits: for each its documentation, its name, the kind of its values, its default and its strict value, the effect of
/// exceeding it, and the tests that show it.
///
/// ```
/// macro_rules! names {
///     ($($(#[$doc:meta])* $name:ident: $kind:ident ($($default:tt)*) ($($strict:tt)*), $over:literal, [$($test:literal),*];)*) => {
///         [$(stringify!($name)),*]
///     };
/// }
/// assert!(loom_vocabulary::for_each_limit!(names).contains(&"message_bytes"));
/// ```
#[macro_export]
macro_rules! for_each_limit {
    ($callback:ident) => {
        $callback! {
            /// Bytes of a message, however many frames it comes in. A larger one ends the connection.
            ///
            /// A join carries the component's state, so a component whose state is larger cannot be mounted.
            message_bytes: Bytes (256 KiB) (64 KiB), "the connection ends",
                ["limits::a_message_has_a_size", "limits::fragments_without_end_end_their_connection"];
            /// How deep arrays and objects of a message may stand in each other.
            message_depth: Count (64) (32), "`bad_message`", ["limits::a_message_has_a_depth_and_a_number_of_values"];
            /// Values in all arrays and objects of a message.
            message_members: Count (10_000) (1_000), "`bad_message`",
                ["limits::a_message_has_a_depth_and_a_number_of_values"];
            /// Bytes of the browser's own fields that an event carries, for handlers that take them as [`Local`](crate::Local).
            local_bytes: Bytes (64 KiB) (16 KiB), "`bad_payload`", ["browser::fields_of_the_browser_have_a_size"];
            /// Components of a socket.
            components: Count (2_000) (200), "`too_many`", ["limits::a_socket_has_a_number_of_components"];
            /// Open sockets of a visitor. A new one is answered with 429.
            sockets_per_visitor: Count (10_000) (50), "429", ["limits::a_visitor_has_a_number_of_sockets"];
            /// Open sockets of an address. A new one is answered with 429.
            ///
            /// An address of this machine or of a private network is taken for that of a proxy, and not counted: see
            /// [`Builder::address`](crate::Builder::address).
            sockets_per_address: Count (10_000) (200), "429", ["limits::an_address_has_a_number_of_sockets"];
            /// Connections of an address that are not, or not yet, WebSockets. One more is closed.
            ///
            /// It holds where Loom itself listens ([`serve`](crate::serve)), and addresses are those of connections. A proxy has a setting of its own.
            connections_per_address: Count (1_000) (100), "the new connection is closed",
                ["requests::an_address_has_a_number_of_connections_before_the_upgrade"];
            /// How long a connection may take to send the head of its first request, and how long a request or its answer may stand still
            /// afterwards, where Loom itself listens. Then the connection ends.
            request_time: Time (30 s) (10 s), "the connection is closed",
                ["requests::half_a_request_is_not_waited_for", "requests::a_body_that_stands_still_is_not_waited_for", "requests::an_answer_that_nobody_reads_is_given_up"];
            /// Bytes of states that wait on the server for one client to come back, where each component counts for 1 KiB at least. Where there
            /// is more, what has waited longest goes: the client then goes on from its token, unless the state is kept on the server only.
            ///
            /// A client is an address, or a visitor where addresses are not counted.
            parked_bytes_per_client: Bytes (8 MiB) (1 MiB), "the state that has waited longest is dropped, and its client goes on from its token",
                ["memory::parked_states_of_one_visitor_are_bounded"];
            /// Bytes that are kept for one socket: its joined components with their states, events and pushes that wait for them, answers that are remembered, and
            /// frames under way. A request that needs more is refused, or not read until there is room.
            kept_bytes_per_socket: Bytes (32 MiB) (4 MiB), "`too_many`, or the client is not read from until there is room",
                ["budget::a_socket_has_its_share_of_memory"];
            /// The same for all sockets of an address, with what waits on the server for those who may come back.
            kept_bytes_per_address: Bytes (256 MiB) (32 MiB), "the same",
                ["budget::an_address_has_its_share_of_memory"];
            /// The same for all sockets of the process. Half of the memory that it may use is a good value.
            kept_bytes: Bytes (2048 MiB) (512 MiB), "the same", ["budget::a_process_has_its_share_of_memory"];
            /// Events of a socket.
            events: Rate (20_000 a second) (50 a second, 200 at once), "`too_fast`",
                ["limits::events_that_come_too_fast_are_refused"];
            /// Events that wait for a component that is busy.
            waiting_events: Count (64) (64), "`too_many`",
                ["limits::an_event_for_a_busy_component_waits_in_a_short_line"];
            /// Frames of a socket that are neither events nor joins: pings, heartbeats, leaves, parts of a message before the last, and whatever is no message.
            /// One more ends the connection.
            frames: Rate (1_000 a second, 10_000 at once) (50 a second, 1_000 at once), "closed with status 1008",
                ["limits::frames_of_every_kind_have_a_rate"];
            /// Joins of a socket.
            joins: Rate (200 a second, 4_000 at once) (20 a second, 400 at once), "`too_many`",
                ["limits::joins_have_a_rate"];
            /// Joins of a socket whose token is refused. One more ends the connection.
            failed_tokens: Rate (100 a minute) (20 a minute), "closed with status 1008",
                ["limits::a_socket_that_tries_tokens_is_closed"];
            /// Joins of an address whose token is refused. After that, its new sockets are answered with 429.
            failed_tokens_per_address: Rate (1_000 a minute) (100 a minute), "429",
                ["limits::an_address_that_tries_tokens_is_refused"];
            /// How long an `async` handler may take. Then it is ended, and the state is as it was before.
            handler_time: Time (60 s) (30 s), "`timeout`", ["panics::a_handler_that_takes_too_long_is_ended"];
            /// How long a client may say nothing. In the middle of it the client is asked whether it is there.
            silence: Time (90 s) (90 s), "the connection ends", ["memory::a_client_that_says_nothing_is_let_go"];
            /// Bytes that may wait for a client before it is not listened to any more.
            waiting_bytes: Bytes (64 KiB) (64 KiB), "nothing more is read until it has been sent",
                ["memory::a_client_that_asks_and_never_reads_is_not_listened_to", "memory::pings_without_a_reader_leave_memory_flat"];
        }
    };
}

/// A row of the documentation's table of limits.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The name of the setting.
    pub name: &'static str,
    /// Its default, with underscores in large numbers.
    pub default: &'static str,
    /// Its strict value, in the same way.
    pub strict: &'static str,
    /// The effect of exceeding it.
    pub over: &'static str,
    /// The tests that show it.
    pub tests: &'static [&'static str],
}

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident: $kind:ident ($($default:tt)*) ($($strict:tt)*), $over:literal, [$($test:literal),*];)*) => {
        &[$(Limit {
            name: stringify!($name),
            default: stringify!($($default)*),
            strict: stringify!($($strict)*),
            over: $over,
            tests: &[$($test),*],
        }),*]
    };
}

/// All limits.
pub const LIMITS: &[Limit] = for_each_limit!(rows);
