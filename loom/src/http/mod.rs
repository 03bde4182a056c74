//! Floor 5: pages, the WebSocket and the client script, on axum.

mod app;
mod body;
mod builder;
mod caller;
mod cookie;
mod failure;
mod front;
mod handshake;
#[cfg(feature = "testing")]
mod in_process;
mod live;
mod mount;
mod mounted;
mod mounting;
mod naming;
mod navigation;
mod origin;
mod page;
mod policy;
mod prefix;
mod pump;
mod routes;
mod scope;
mod script;
mod secrets;
mod serve;
mod session;
mod shutdown;
mod signals;
mod stall;
mod stop;
mod transport;
mod version;

pub use app::{Loom, Stats};
pub use builder::Builder;
pub use live::Live;
pub use mounted::Mounted;
pub use mounting::Mounting;
pub use page::Page;
pub use serve::{serve, serve_on};
