//! Loom: live components for Rust.
#![forbid(unsafe_code)]

extern crate self as loom;

#[cfg(fuzzing)]
#[doc(hidden)]
#[path = "fuzzing.rs"]
pub mod __fuzz;
#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod actor;
mod component;
mod connection;
mod error;
mod html;
mod http;
pub mod prelude;
mod protocol;
pub mod testing;
pub mod token;
mod tree;

pub use component::{
    BindError, BindInput, BindValue, Callback, Checked, Choice, Cx, Detail, DomHandler, EventCall, Form, FromEvent,
    FromHandler, Handle, Handler, HandlerFor, IntoOutcome, Key, Level, LiveComponent, Modifiers, Outcome, Pasted,
    Payload, Pointer, Props, Redirect, Scroll, State, SuppliedBy, Toggle, Topic, UnknownChoice, Value, Values, Visitor,
    dom as event,
};
pub use error::{Error, Result};
pub use html::{AttributeSlot, AttributeValue, Html, Render, RenderError, Rendered, Slot};
pub use http::{Builder, Live, Loom, Mounted, Page, Stats, serve};
#[doc = include_str!("docs/html.md")]
pub use loom_macros::html;
pub use loom_macros::{Choice, component, live_component};
pub use token::{TokenError, verify_init_token};
pub use tree::Attributes;

/// The README's example, compiled with the examples of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
