//! The client's half of dialect 2, by the letter of `docs/protocol.md`: reads a page and the server's frames, applies patches, and writes a
//! client's frames. `loom::testing` keeps its document with it, and tests hold what the server writes against it. It knows nothing of how
//! pages and patches are written.

mod change;
mod client;
mod code;
pub mod expression;
mod fields;
mod html;
mod keys;
mod list;
mod merge;
mod page;
mod server;
mod template;
#[cfg(test)]
mod tests;
mod tree;
mod value;

pub use client::{event, join, leave};
pub use fields::{Field, Fields, Owner};
pub use html::ACTION_PREFIX;
pub use page::{Page, PagePart, read_page};
pub use server::{Content, ServerFrame};
pub use template::Templates;
pub use tree::{Action, Child, Tree};

use crate::Error;

/// The error for a page or frame that does not fit what stands on the page.
fn mismatch(what: impl std::fmt::Display) -> Error {
    Error::msg(format_args!("the client cannot follow the server: {what}"))
}
