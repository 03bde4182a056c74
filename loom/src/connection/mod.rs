//! Floor 4: one client's connection, without a socket: frames in, frames out, and the time is told to it.

mod address;
mod admission;
mod allowance;
mod answer;
mod children;
mod client_has;
mod clock;
mod components;
#[expect(clippy::module_inception, reason = "the type that the floor is named for")]
mod connection;
mod departure;
mod ending;
mod event;
mod failure_text;
pub(crate) mod guard;
#[cfg(feature = "testing")]
mod in_process;
mod join;
mod joined_component;
mod locations;
mod mailbox;
mod nested;
mod outbox;
mod parking;
mod peer;
mod pending_join;
mod remembered;
mod render;
mod renewal;
mod rest;
mod resume_key;
mod routed_call;
mod shared;
mod takeover;
#[cfg(test)]
mod tests;
mod token_schedule;
mod tokens;
mod told;
mod visits;

pub(crate) use children::new_instance;
pub(crate) use connection::{Arrival, Connection};
pub(crate) use mailbox::Mailbox;
pub(crate) use shared::{Shared, Terms};
pub(crate) use visits::{Connected, Crowded, Visit};

/// How often a change may make other components change before the rest waits for the next turn.
const ROUNDS: usize = 8;

/// How many tasks of any kind may wait for one component.
const TASKS: usize = 1_024;
