//! Loom: live components for Rust.
//!
//! A page is rendered on the server, and one WebSocket a page keeps every live component on it up to date. A component's
//! state is an ordinary typed struct on the server, its events are ordinary methods, and its HTML is a template
//! that the compiler checks. There is no client code to write.
//!
//! # From nothing to a live page
//!
//! **A component is a struct.** Every field is its state; those marked `#[prop]` are given by the page.
//!
//! **Its behavior is its `impl`.** Methods marked `#[event]` can be called from the browser, and no others. `render` says what it
//! looks like, in the language of [`html!`]: HTML with quoted text, `{expressions}`, and Rust's own `if`, `for` and `match`.
//!
//! ```
//! use loom::prelude::*;
//!
//! /// A list of things to buy.
//! #[live_component]
//! pub struct Shopping {
//!     #[prop(into)]
//!     title: String,
//!     items: Vec<String>,
//!     #[bind]
//!     draft: String,
//! }
//!
//! #[live_component]
//! impl Shopping {
//!     #[event]
//!     fn add(&mut self) {
//!         if !self.draft.trim().is_empty() {
//!             self.items.push(std::mem::take(&mut self.draft));
//!         }
//!     }
//!
//!     #[event]
//!     fn remove(&mut self, index: usize) {
//!         if index < self.items.len() {
//!             self.items.remove(index);
//!         }
//!     }
//!
//!     fn render(&self) -> Html {
//!         html! {
//!             <h2>{&self.title}</h2>
//!             <form on:submit.prevent=add>
//!                 <input aria-label="Item to buy" bind:value={self.draft}>
//!                 <button>"Add"</button>
//!             </form>
//!             <ul>
//!                 for (index, item) in self.items.iter().enumerate() {
//!                     <li key={index}><span>{item}</span> <button on:click=remove(index)>"Remove"</button></li>
//!                 }
//!             </ul>
//!         }
//!     }
//! }
//!
//! // **A page mounts it.** A handler of an axum router asks for a `Live` and gives a `Page`.
//! async fn home(live: Live) -> loom::Result<Page> {
//!     let shopping = live.mount(Shopping::props().title("For the weekend")).await?;
//!     Ok(Page::new("Shopping").body(html! { <main>{shopping}</main> }))
//! }
//!
//! // **The router serves it**, with Loom's WebSocket and client script merged in.
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> loom::Result<()> {
//! let loom = Loom::builder().build()?; // the key comes from LOOM_SECRET
//! let app = axum::Router::new()
//!     .route("/", axum::routing::get(home))
//!     .merge(loom.routes())
//!     .with_state(loom);
//! # if false {
//! loom::serve(app, "127.0.0.1:3000").await?;
//! # }
//!
//! // And a test tries it without a browser: see `loom::testing`.
//! let mut view = loom::testing::mount(Shopping::props().title("For the weekend")).await?;
//! view.input("input", "tea").await?;
//! view.submit("form", &[]).await?;
//! assert_eq!(view.text("li span"), "tea");
//! # Ok(())
//! # }
//! ```
//!
//! Its `Cargo.toml` names `loom`, `axum`, and `tokio` with the features `macros` and `rt-multi-thread`. Types of your own that stand in a
//! component's fields need `serde` too, with its feature `derive`.
//!
//! # How it works
//!
//! 1. **The page.** [`Live::mount`] makes the component of its props, runs its `mount`, and renders it. Its state travels in the page as a
//!    signed token: the server keeps nothing until the page comes back.
//! 2. **The join.** The client opens one WebSocket and hands in the tokens. The server checks them, runs `connected`, and sends nothing
//!    else if the page is still right.
//! 3. **An event.** The client says which handler was fired. The server looks whether the component's last render offers it, with exactly
//!    these arguments; calls the method; renders; and sends what changed.
//! 4. **A push.** [`Cx::handle`] gives a handle with which anything, anywhere, runs a closure on the component: a
//!    [`Topic`], a timer, a background task.
//!
//! An event that returns an error leaves the state as it was. One that panics takes the component back to a state that was kept some
//! moments before. Neither ends the connection, or anything else on the page.
//!
//! # Where to read on
//!
//! | for | see |
//! | --- | --- |
//! | templates: elements, control flow, events, two-way binding | [`html!`] |
//! | components: fields, events, `mount`, `connected` | [`live_component`] |
//! | pieces of HTML with props and children | [`component`] |
//! | what an event takes from the browser | [`Value`], [`Checked`], [`Key`], [`Form`], [`Pointer`] ... |
//! | messages, redirects, timers, shared state | [`Cx`] |
//! | what reaches a component from outside | [`Handle`], [`Topic`] |
//! | components in components | [`live_component`](macro@live_component#components-in-components), [`Callback`] |
//! | pages and their heads | [`Page`] |
//! | secrets, origins, shared state | [`Builder`] |
//! | tests | [`testing`] |
//!
//! # Features
//!
//! | feature | by default | what it adds |
//! | --- | --- | --- |
//! | `secret` | yes | `#[state(secret)]`: state that is encrypted in tokens |
//! | `testing` | no | [`testing`]: components driven without a browser; for `[dev-dependencies]` |
//!
//! # Security
//!
//! - Text is escaped where it is written, by where it stands; addresses that would run script are not written at all.
//! - An event reaches only what the component's current render offers, with the arguments that it offers.
//! - Tokens are signed, bound to the visitor's session cookie, and too old after a day ([`Builder::max_age`]). They are signed,
//!   not encrypted: a visitor can read the state that is in them, but for what is marked `#[state(secret)]`.
//! - Only pages of the same host open the WebSocket ([`Builder::origin`]).
//! - Pages come with a strict `Content-Security-Policy` ([`Page::policy`]).
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
mod expression;
mod html;
mod http;
mod json;
mod log;
pub mod prelude;
mod protocol;
mod render;
#[cfg(feature = "testing")]
pub mod testing;
mod token;
mod tree;

/// The web framework that Loom is built on, in the version whose types stand in Loom's own.
pub use axum;
pub use component::{
    Addressed, Bind, BindError, BindInput, BindValue, Callback, Checked, Choice, Cx, Detail, DomHandler, EventCall,
    Form, FromEvent, Handle, Handler, HandlerFor, Interruption, IntoOutcome, Key, Level, LiveComponent, Local,
    Modifiers, Navigation, Of, Outcome, PageEffects, Pasted, Payload, Pointer, Props, Redirect, Resize, Scroll, Sorted,
    SuppliedBy, Toggle, Topic, UnknownChoice, Value, Values, Visitor, dom as event,
};
pub use connection::guard::{Access, Action, Limits, Rate};
pub use error::{Error, Result, ok};
pub use html::RenderError;
pub use http::{Builder, Live, Loom, Mounted, Mounting, Page, Stats, serve, serve_on};
#[doc = include_str!("docs/bind.md")]
pub use loom_macros::Bind;
#[doc = include_str!("docs/choice.md")]
pub use loom_macros::Choice;
#[doc = include_str!("docs/component.md")]
pub use loom_macros::component;
/// Marks a method in the `impl` of a [`live_component`] as an event, which the browser can call. Anywhere else it is an error.
pub use loom_macros::event;
#[doc = include_str!("docs/live_component.md")]
pub use loom_macros::live_component;
pub use render::{AttributeSlot, AttributeValue, Render, Rendered, Slot};
pub use token::{TokenError, verify_init_token};
pub use tree::{Attributes, Html};

// A macro by example knows the path of this library as `$crate`, under whatever name it is used. A procedural macro does not.
#[doc = include_str!("docs/html.md")]
#[macro_export]
macro_rules! html {
    ($($template:tt)*) => {
        $crate::__private::template!($crate $($template)*)
    };
}

/// The name of an event as [`Access::event`] gives it, checked by the compiler: an event that the component does not have is an error.
///
/// ```
/// use loom::prelude::*;
///
/// #[live_component]
/// pub struct Notes {
///     notes: Vec<String>,
/// }
///
/// #[live_component]
/// impl Notes {
///     #[event]
///     fn delete(&mut self, index: usize) {
///         self.notes.truncate(index);
///     }
///
///     fn render(&self) -> Html {
///         html! { <button on:click=delete(0)>"Delete all"</button> }
///     }
/// }
///
/// # fn guarded() -> loom::Builder {
/// Loom::builder().authorize(|access| {
///     access.event() != Some(loom::event_name!(Notes::delete)) || access.visitor().as_str() == "admin"
/// })
/// # }
/// ```
///
/// ```compile_fail
/// # use loom::prelude::*;
/// # #[live_component]
/// # pub struct Notes {}
/// # #[live_component]
/// # impl Notes {
/// #     #[event]
/// #     fn delete(&mut self) {}
/// #     fn render(&self) -> Html { html! {} }
/// # }
/// let name = loom::event_name!(Notes::delte);
/// ```
#[macro_export]
macro_rules! event_name {
    ($component:ident :: $event:ident) => {
        $crate::event_name!(<$component>::$event)
    };
    (<$component:ty> :: $event:ident) => {{
        let _ = $crate::__private::HandlersOf::<$component>::$event;
        $crate::__private::unraw(::core::stringify!($event))
    }};
}
