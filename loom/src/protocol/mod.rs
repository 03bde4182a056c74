//! Floor 1: what crosses the wire, and the only floor that knows JSON.

pub mod handler;
pub mod json;
pub mod message;
pub mod page;
pub mod patch;
pub mod state;
