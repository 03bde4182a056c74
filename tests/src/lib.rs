//! What the integration tests share: a server with test components, and a client that is none of Loom's own code.
#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

pub mod app;
mod client;
pub mod hostile;
mod operated;
mod page;
mod raw;
pub mod records;
mod server;
pub mod survey;
pub mod transfer;
pub mod translated;
mod usage;

pub use client::{BOTH, Client, Dialect};
pub use operated::Operated;
pub use page::{Fetched, Mounted};
pub use raw::{BINARY, PING, PONG, Raw, TEXT, masked};
pub use serde_json::{Value, json};
pub use server::{SECRET, Server};
pub use usage::{Time, Usage};

/// The README's examples, compiled with those of the documentation. They stand here since the library's package holds neither text.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// The guide's.
#[cfg(doctest)]
#[doc = include_str!("../../docs/guide.md")]
struct Guide;
