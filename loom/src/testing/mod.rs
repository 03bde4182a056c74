//! Components in a test's own process: mount one, do what a visitor does, look at its HTML.
//!
//! ```
//! use loom::prelude::*;
//!
//! #[live_component]
//! pub struct Counter {
//!     #[prop(default = 1)]
//!     step: i64,
//!     count: i64,
//! }
//!
//! #[live_component]
//! impl Counter {
//!     #[event]
//!     fn increment(&mut self) {
//!         self.count += self.step;
//!     }
//!
//!     #[event]
//!     fn set(&mut self, to: i64) {
//!         self.count = to;
//!     }
//!
//!     fn render(&self) -> Html {
//!         html! {
//!             <output>{self.count}</output>
//!             <button on:click=increment>"+"</button>
//!             <button on:click=set(0) disabled={self.count == 0}>"reset"</button>
//!         }
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> loom::Result<()> {
//! let mut view = loom::testing::mount(Counter::props().step(2)).await?;
//! assert_eq!(view.text("output"), "0");
//!
//! view.click("button:text(+)").await?;
//! view.click("button:text(+)").await?;
//! assert_eq!(view.text("output"), "4");
//!
//! view.click("button:text(reset)").await?;
//! assert_eq!(view.text("output"), "0");
//! assert!(view.click("button:text(reset)").await.is_err(), "it is disabled now");
//! # Ok(())
//! # }
//! ```
//!
//! A [`View`] fires only what the page offers, as the server does for a browser. What the component asked for (a redirect, a
//! message, the title) is kept in [`View::effects`]. Components nested in it are shown as they are when they are mounted; test
//! them on their own.
//!
//! # Selectors
//!
//! A selector is a little of CSS: `tag`, `#id`, `.class`, `[attribute]`, `[attribute=value]`, put together as in
//! `input[name=email].wide`, with a space for "somewhere inside". `:text(...)` asks for an element with exactly this text, and
//! `:nth(2)` for the second of those that match so far.

mod document;
mod parse;
mod selector;
mod view;

pub use document::Element;

pub use crate::component::{Effects, Flash, ParentCall, Payload};
pub use view::{App, View, mount};
