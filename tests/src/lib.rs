//! Shared by the integration tests: a server with test components, and a client that is none of Loom's own code.
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
mod process;
mod raw;
pub mod records;
mod server;
pub mod survey;
pub mod transfer;
pub mod translated;
mod usage;

pub use client::{BOTH, Client, request_to};
pub use loom_wire::{
    Dialect, Mounted,
    frame::{BINARY, PING, PONG, TEXT, masked},
};
pub use operated::Operated;
pub use page::Fetched;
pub use process::{Process, UNREST, seconds};
pub use raw::Raw;
pub use serde_json::{Value, json};
pub use server::{SECRET, Server};
pub use usage::{Time, Usage};

/// The README's examples, compiled with those of the documentation. They stand here since the library's package holds neither text.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// The guide's, page by page.
#[cfg(doctest)]
mod guide {
    macro_rules! pages {
        ($($name:ident: $file:literal,)*) => {$(
            #[doc = include_str!(concat!("../../docs/guide/", $file))]
            struct $name;
        )*};
    }
    pages! {
        FirstComponent: "first-component.md",
        SharedState: "shared-state.md",
        Forms: "forms.md",
        Events: "events.md",
        Sorting: "sorting.md",
        BrowserState: "browser-state.md",
        Optimistic: "optimistic.md",
        Effects: "effects.md",
        Transitions: "transitions.md",
        Links: "links.md",
        Address: "address.md",
        Scripts: "scripts.md",
        Streaming: "streaming.md",
        Browsers: "browsers.md",
        Styling: "styling.md",
        History: "history.md",
        Testing: "testing.md",
        Security: "security.md",
        Limits: "limits.md",
        Authorization: "authorization.md",
        Logins: "logins.md",
        Secret: "secret.md",
        Proxies: "proxies.md",
        Processes: "processes.md",
        Versions: "versions.md",
        Connection: "connection.md",
        Stopping: "stopping.md",
        Crashes: "crashes.md",
        Troubleshooting: "troubleshooting.md",
        ComingFrom: "coming-from.md",
    }
}
