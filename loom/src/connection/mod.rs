//! Floor 4: one client's connection, without a socket: frames in, frames out, and the time is told to it.

mod admission;
mod answer;
mod called;
mod clock;
#[expect(clippy::module_inception, reason = "the type that the floor is named for")]
mod connection;
mod departure;
mod event;
pub(crate) mod guard;
mod host;
mod inbox;
mod join;
mod joining;
mod live_socket;
mod nested;
mod outgoing;
mod parking;
mod places;
mod remembered;
mod shared;
mod takeover;
#[cfg(test)]
mod tests;
mod tokens;
mod told;
mod who;

pub(crate) use connection::{Arrival, Connection};
pub(crate) use host::new_instance;
pub(crate) use inbox::Mailbox;
pub(crate) use shared::{Shared, Terms};

/// How often a change may make other components change before the rest waits for the next turn.
const ROUNDS: usize = 8;

/// How many tasks of any kind may wait for one component.
const TASKS: usize = 1_024;
