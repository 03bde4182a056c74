//! Components in a test's own process: mount one, do what a visitor does, look at its HTML. With the feature `testing`.
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
//! message, the title) is kept in [`View::effects`].
//!
//! # Components in components
//!
//! Those nested in the component are mounted with it, and stand in its HTML as in a page: each in a `<div>` that has its name in
//! `data-l-live`. An event of an element in one goes to it, what it calls reaches the component around it, and that hands down
//! new props.
//!
//! ```
//! use loom::{prelude::*, testing};
//!
//! #[live_component(name = "stars")]
//! struct Stars {
//!     #[prop]
//!     shown: u8,
//!     #[prop(default)]
//!     on_rate: Callback<u8>,
//! }
//!
//! #[live_component]
//! impl Stars {
//!     #[event]
//!     fn rate(&mut self, stars: u8, cx: &mut Cx<Self>) {
//!         self.on_rate.call(cx, stars);
//!     }
//!
//!     fn render(&self) -> Html {
//!         html! {
//!             <output>{self.shown}</output>
//!             <button on:click=rate(5)>"best"</button>
//!         }
//!     }
//! }
//!
//! #[live_component]
//! struct Book {
//!     rating: u8,
//! }
//!
//! #[live_component]
//! impl Book {
//!     #[event]
//!     fn rated(&mut self, id: u32, stars: Detail<u8>) {
//!         assert_eq!(id, 7);
//!         self.rating = stars.into_inner();
//!     }
//!
//!     fn render(&self) -> Html {
//!         html! { <article><Stars shown={self.rating} on:rate=rated(7)/></article> }
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> loom::Result<()> {
//! let mut book = testing::mount(Book::props()).await?;
//! book.click("[data-l-live=stars] button").await?;
//! assert_eq!(book.text("output"), "5");
//!
//! // Alone, with a callback to see what it calls:
//! let mut stars = testing::mount(Stars::props().shown(0).on_rate(testing::callback("rated"))).await?;
//! stars.click("button").await?;
//! let calls = &stars.effects().calls;
//! assert_eq!((&*calls[0].handler, &*calls[0].detail), ("rated", "5"));
//! # Ok(())
//! # }
//! ```
//!
//! # Selectors
//!
//! A selector is a little of CSS: `tag`, `#id`, `.class`, `[attribute]`, `[attribute=value]`, put together as in
//! `input[name=email].wide`, with a space for "somewhere inside". `:text(...)` asks for an element with exactly this text, and
//! `:nth(2)` for the second of those that match so far.

mod components;
mod document;
mod nested;
mod parse;
mod selector;
#[cfg(test)]
mod tests;
mod view;

pub use document::Element;

pub use crate::component::{Effects, Flash, ParentCall, Payload};
pub use view::{App, View, callback, mount};
