//! Floor 5: pages, the WebSocket and the client script, on axum.

mod app;
mod boundary;
mod builder;
mod failure;
mod handshake;
mod live;
mod mounted;
mod naming;
mod origin;
mod page;
mod policy;
mod pump;
mod routes;
mod script;
mod serve;
mod session;
mod socket;
mod stop;

pub use app::{Loom, Stats};
pub use builder::Builder;
pub use live::Live;
pub use mounted::Mounted;
pub use page::Page;
pub use serve::serve;
