//! Floor 1: what crosses the wire, and the only floor that knows JSON.
#![allow(unreachable_pub, reason = "the fuzz targets reach it")]

pub mod bounds;
mod data;
mod frame;
pub mod handler;
pub mod hidden;
pub mod message;
#[cfg(any(test, feature = "testing"))]
#[cfg_attr(not(feature = "testing"), expect(dead_code, unused_imports, reason = "only the testing kit uses all of it"))]
pub mod mirror;
mod object;
pub mod page;
pub mod patch;
pub mod place;
pub mod saved;
pub mod sink;
pub mod state;
pub mod wrapper;

pub(crate) use crate::json;
pub use data::{Data, data};
pub use frame::Frame;
