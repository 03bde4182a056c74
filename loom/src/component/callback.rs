//! Handlers handed down: [`Callback`] to a nested live component, [`DomHandler`] to a function component.

use std::{fmt, marker::PhantomData, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Args, Cx, Handler, HandlerFor, SuppliedBy, dom};
use crate::{html::HandlerText, log::Escaped, protocol::handler};

/// A prop of a live component, through which it tells its parent something: a handler of the parent that takes a `Detail<T>`.
///
/// The page writes `<Picker on:done=picked(3)/>` or `Picker::props().on_done(...)`; the component calls it.
/// A component that was given none, or that no live component renders, calls nobody.
pub struct Callback<T = ()> {
    /// The parent's handler with its bound arguments; empty if there is none.
    handler: Arc<str>,
    /// The type of its argument.
    marker: PhantomData<fn(T)>,
}

impl<T> Callback<T> {
    /// A callback to nobody.
    #[must_use]
    pub fn none() -> Self {
        Self { handler: Arc::default(), marker: PhantomData }
    }

    /// A callback to a handler that need not exist.
    #[cfg(feature = "testing")]
    pub(crate) fn to(handler: &str) -> Self {
        Self { handler: handler.into(), marker: PhantomData }
    }

    /// Whether it calls nobody.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.handler.is_empty()
    }

    /// Calls the parent's handler with `value`, once the event that runs now is done and has not failed.
    pub fn call<C>(&self, cx: &mut Cx<C>, value: T)
    where
        T: Serialize,
    {
        if self.is_none() {
            return;
        }
        match handler::write_detail(&value) {
            Ok(detail) => cx.call_parent(Arc::clone(&self.handler), detail),
            Err(error) => {
                tracing::error!(handler = &*self.handler, error = %Escaped(&error), "a callback's value cannot be written")
            }
        }
    }
}

/// A prop of a function component that it binds to the DOM event `E`: a handler of whatever component calls it.
///
/// ```text
/// #[component]
/// fn Close(on_close: DomHandler<event::click>) -> Html {
///     html! { <button type="button" on:click={on_close}>"Close"</button> }
/// }
/// ```
pub struct DomHandler<E> {
    /// The handler with its bound arguments; empty if there is none.
    handler: String,
    /// The event that it can be bound to.
    marker: PhantomData<fn(E)>,
}

impl<E> HandlerText for DomHandler<E> {
    fn write(&self, out: &mut String) -> bool {
        out.push_str(&self.handler);
        !self.handler.is_empty()
    }
}

impl<E> HandlerFor<E> for DomHandler<E> {}
impl<E, H: HandlerFor<E>> HandlerFor<E> for Option<H> {}
impl<E, H: HandlerFor<E> + ?Sized> HandlerFor<E> for &H {}

/// A prop that can be made from a handler, `H`: what `on:done=picked` on a component asks for.
#[diagnostic::on_unimplemented(
    message = "this handler cannot be given as `{Self}`",
    label = "the prop does not take it",
    note = "a `Callback<T>` takes a handler that asks for a `Detail<T>` or for nothing; a `DomHandler<E>` takes one whose payload `on:E` supplies"
)]
pub trait FromHandler<H>: Sized {
    /// The prop.
    fn from_handler(handler: H) -> Self;
}

fn text(handler: &impl HandlerText) -> String {
    let mut text = String::new();
    handler.write(&mut text);
    text
}

#[diagnostic::do_not_recommend]
impl<T, C, P: SuppliedBy<dom::callback<T>>, A: Args, S> FromHandler<Handler<C, P, A, S>> for Callback<T> {
    fn from_handler(handler: Handler<C, P, A, S>) -> Self {
        Self { handler: text(&handler).into(), marker: PhantomData }
    }
}

impl<E, C, P: SuppliedBy<E>, A: Args, S> FromHandler<Handler<C, P, A, S>> for DomHandler<E> {
    fn from_handler(handler: Handler<C, P, A, S>) -> Self {
        Self { handler: text(&handler), marker: PhantomData }
    }
}

macro_rules! handed_on {
    ($($name:ident<$t:ident>)*) => {$(
        impl<$t> FromHandler<$name<$t>> for $name<$t> {
            fn from_handler(handler: $name<$t>) -> Self {
                handler
            }
        }
        impl<$t> FromHandler<Option<$name<$t>>> for $name<$t> {
            fn from_handler(handler: Option<$name<$t>>) -> Self {
                handler.unwrap_or_default()
            }
        }
        impl<$t, H> FromHandler<H> for Option<$name<$t>>
        where
            $name<$t>: FromHandler<H>,
        {
            fn from_handler(handler: H) -> Self {
                Some($name::from_handler(handler))
            }
        }
        impl<$t> Clone for $name<$t> {
            fn clone(&self) -> Self {
                Self { handler: self.handler.clone(), marker: PhantomData }
            }
        }
        impl<$t> Default for $name<$t> {
            fn default() -> Self {
                Self { handler: Default::default(), marker: PhantomData }
            }
        }
        impl<$t> PartialEq for $name<$t> {
            fn eq(&self, other: &Self) -> bool {
                self.handler == other.handler
            }
        }
        impl<$t> Eq for $name<$t> {}
        impl<$t> fmt::Debug for $name<$t> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.handler)
            }
        }
    )*};
}
handed_on! { Callback<T> DomHandler<E> }

impl<T> Serialize for Callback<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.handler)
    }
}

impl<'de, T> Deserialize<'de> for Callback<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let handler = String::deserialize(deserializer)?.into();
        Ok(Self { handler, marker: PhantomData })
    }
}
