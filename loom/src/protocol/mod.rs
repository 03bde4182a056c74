//! Floor 1: what crosses the wire, and the only floor that knows JSON.
#![allow(unreachable_pub, reason = "the fuzz targets reach it")]

pub mod bounds;
mod frame;
pub mod handler;
pub mod hidden;
pub mod json;
pub mod message;
mod object;
pub mod page;
pub mod patch;
pub mod saved;
pub mod sink;
pub mod state;

pub use frame::Frame;
