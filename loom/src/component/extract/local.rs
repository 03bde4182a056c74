//! [`Local`], the value that a field of the browser's own has there.

use std::{marker::PhantomData, ops::Deref};

use super::EventCall;
use crate::{Error, expression::Receive, protocol};

/// The value that a `#[local]` field has in the browser when the event happens. The parameter is named as the field.
///
/// ```
/// use loom::prelude::*;
///
/// #[live_component]
/// struct Tags {
///     tags: Vec<String>,
///     #[local]
///     draft: String,
/// }
///
/// #[live_component]
/// impl Tags {
///     #[event]
///     fn add(&mut self, draft: Local<String>) {
///         self.tags.push(draft.into_inner());
///     }
///
///     fn render(&self) -> Html {
///         html! {
///             <input aria-label="Tag" on:input=local(self.draft = event.value().to_string()) value={local(self.draft.clone())}>
///             <button on:click=(add, local(self.draft.clear()))>"Add"</button>
///             <p>{self.tags.join(", ")}</p>
///         }
///     }
/// }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> loom::Result<()> {
/// # let mut view = loom::testing::mount(Tags::props()).await?;
/// # view.input("input", "red").await?;
/// # view.click("button").await?;
/// # assert_eq!(view.text("p"), "red");
/// # assert_eq!(view.local("draft").as_deref(), Some(""));
/// # Ok(())
/// # }
/// ```
///
/// The value is that before the browser's own part of the same event. Like all that a browser supplies it may be anything of its type: the handler checks
/// it. A value that is no `T`, or larger than [`Limits::local_bytes`](crate::Limits::local_bytes), is an error that is shown, and the handler
/// does not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local<T>(pub T);

impl<T> Local<T> {
    /// The value itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Local<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// Says that the parameter receives a field of type `F`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the field of this name is a `{F}`, and the handler takes a `{Self}`",
    label = "expected `Local<{F}>`"
)]
pub trait Receives<F> {}

impl<T: Receive> Receives<T> for Local<T> {}

/// A field that a handler receives.
#[doc(hidden)]
#[derive(Debug)]
pub struct ReceivedField<F>(PhantomData<fn() -> F>);

/// The field of this value.
#[doc(hidden)]
pub const fn received<F>(_: &F) -> ReceivedField<F> {
    ReceivedField(PhantomData)
}

impl<F> ReceivedField<F> {
    /// Says that a parameter of type `L` receives it.
    pub const fn by<L: Receives<F>>(self) {}
}

/// Takes the value of the field `name` from an event.
///
/// # Errors
/// The browser did not send it, or it is no `T`.
#[doc(hidden)]
pub fn local<L: LocalOf>(call: &EventCall<'_>, name: &str) -> Result<L, Error> {
    let locals = call.payload.locals.as_deref().ok_or_else(|| Error::missing(name))?;
    let received = protocol::handler::read_local(locals, name).ok_or_else(|| Error::missing(name))?;
    L::of(received).ok_or_else(|| Error::malformed(format_args!("the browser's `{name}` is of another type")))
}

/// `Local<T>`, with the `T` left to its type.
#[doc(hidden)]
pub trait LocalOf: Sized {
    /// The parameter.
    fn of(received: crate::expression::Received) -> Option<Self>;
}

impl<T: Receive> LocalOf for Local<T> {
    fn of(received: crate::expression::Received) -> Option<Self> {
        T::receive(received).map(Self)
    }
}
