//! The DOM events as types, so that a handler can be checked against the event it is bound to.
//!
//! `on:click=save` asks that everything `save` takes from the browser is [`SuppliedBy`](super::SuppliedBy)
//! [`click`]. A function component names them in the type of a handler prop: `on_close: DomHandler<event::click>`.

macro_rules! types {
    ($($(#[$doc:meta])* $name:ident: $($supplied:ident)*;)*) => {$(
        $(#[$doc])*
        #[allow(non_camel_case_types, reason = "the DOM's own spelling")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {}
    )*};
}
loom_vocabulary::for_each_event!(types);

/// Not a DOM event: a nested component calls its [`Callback`](super::Callback) with a `T`.
#[allow(non_camel_case_types, reason = "as the DOM events")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct callback<T>(std::marker::PhantomData<fn(T)>);
