//! Floor 5: pages, the WebSocket and the client script, on axum.

mod app;
mod builder;
mod failure;
mod live;
mod origin;
mod page;
mod routes;
mod script;
mod serve;
mod session;

pub use app::Loom;
pub use builder::Builder;
pub use live::{Live, Mounted};
pub use page::Page;
pub use serve::serve;
