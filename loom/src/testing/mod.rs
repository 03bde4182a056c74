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
//! A [`View`] is a page in a browser, without the browser: it is made by the same code as any page, its components join by the tokens that stand
//! in it, and what a test does crosses the same protocol. The document that a test looks at is what the server's patches make of the page.
//!
//! # Actions that a visitor cannot do
//!
//! An event fails, as an `Err`, where a visitor could not cause it:
//!
//! - the element is not there, is hidden (`hidden`, `display:none`), `inert`, or a disabled control;
//! - nothing that is bound hears the event, at the element or around it;
//! - a field is read-only, what is typed is longer than its `maxlength`, or what is chosen is no option of the list;
//! - a form has no such control, a field that is `required` is empty, or what was typed into a two-way bound field cannot be used.
//!
//! It fails too with what the visitor would be told: a handler returned an error, the component panicked, or the application does not allow
//! the event. Debounced and throttled events fire at once.
//!
//! Effects that the components asked for (a redirect, a message, the title) are kept in [`View::effects`].
//!
//! Browser expressions, `local(...)`, are evaluated as the client does: slots show their values, events do their actions, and `#[mirror]` fields are
//! ahead until the event is answered. [`View::page_effects`] has the effects on the page.
//!
//! # Several visitors, and several tabs
//!
//! All views of one [`App`] share its state and its topics. Each [`App::mount`] is the page of another visitor; a [`Browser`] opens several
//! pages for one. A view is worked only while one of its methods is awaited: after what another view has done, [`View::settle`] runs what was
//! pushed until then, and [`View::pushed`] waits for it.
//!
//! ```
//! use loom::{Interruption, Topic, prelude::*, testing::App};
//!
//! #[derive(Clone, Default)]
//! struct Said(Topic<String>);
//!
//! #[live_component]
//! struct Room {
//!     heard: Vec<String>,
//!     #[bind]
//!     draft: String,
//! }
//!
//! #[live_component]
//! impl Room {
//!     fn connected(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
//!         let said = cx.state::<Said>()?.0.clone();
//!         said.subscribe(cx, |room, _, text| room.heard.push(text.clone()));
//!         Ok(())
//!     }
//!
//!     #[event]
//!     fn say(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
//!         cx.state::<Said>()?.0.publish(std::mem::take(&mut self.draft));
//!         Ok(())
//!     }
//!
//!     fn render(&self) -> Html {
//!         html! {
//!             <ul>for text in &self.heard { <li>{text}</li> }</ul>
//!             <form on:submit=say><input bind:value={self.draft}></form>
//!         }
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> loom::Result<()> {
//! let app = App::new().state(Said::default());
//! let mut ada = app.mount(Room::props()).await?;
//! let mut bob = app.mount(Room::props()).await?;
//!
//! bob.input("input", "half a sent").await?;
//! ada.input("input", "hello").await?;
//! ada.submit("form", &[]).await?;
//! bob.settle().await?;
//! assert_eq!(bob.text("li"), "hello");
//!
//! // Bob's connection breaks, and his page comes back with all that he has typed.
//! bob.interrupt(Interruption::Drop).await?;
//! bob.reconnect().await?;
//! assert_eq!(bob.find("input").value(), "half a sent");
//! # Ok(())
//! # }
//! ```
//!
//! [`App::of`] tests the application that a [`Loom`](crate::Loom) stands for, with its limits and what it allows, and [`App::open`] a whole page of its
//! router. [`Browser::requests`] logs a visitor in. `app.loom()?.disconnect(&browser.visitor()?)` ends the visitor's connections.
//!
//! # Components in components
//!
//! Those nested in the component join with it, and stand in its HTML as in a page: each in a `<div>` that has its name in
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
//! A selector is CSS: `tag`, `#id`, `.class`, `[attribute]`, `[attribute=value]` (and `^=`, `$=`, `*=`, `~=`), put together as in
//! `input[name=email].wide`; `a b`, `a > b`, `a + b`, `a ~ b` and `a, b`; `:not(...)`, `:first-child`, `:last-child`, `:nth-child(2)`, `:checked`,
//! `:disabled` and `:enabled`. `:text(...)` asks for an element with exactly this text, and `:nth(2)` for the second of those that match so far.

mod acting;
mod address;
mod app;
mod browser;
mod client;
mod component;
mod controls;
mod document;
mod element;
mod events;
mod fields;
mod history;
mod parse;
mod requests;
mod selector;
mod socket;
mod sorted;
#[cfg(test)]
mod tests;
mod view;

pub use app::{App, mount};
pub use browser::Browser;
pub use element::Element;
pub use view::{View, callback};

pub use crate::component::{Effect, Effects, ParentCall, Payload};
