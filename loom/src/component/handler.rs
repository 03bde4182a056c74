//! Handlers as values: what `on:click=set(0)` evaluates to.

use std::{fmt, marker::PhantomData};

use crate::html::HandlerText;

/// A handler of component `C` with its bound arguments `A`, asking for the payload `P` (a tuple of extractors).
///
/// The companion type's constructors make it: `<Counter as LiveComponent>::Handlers::set(0)`.
pub struct Handler<C, P, A = (), S = ()> {
    name: &'static str,
    args: A,
    marker: PhantomData<fn(C) -> (P, S)>,
}

/// The bound arguments of a handler: a tuple of serialisable values.
pub trait Args {
    /// Appends `(3,"x")`, or nothing for no arguments; false if a value cannot be written.
    fn write(&self, out: &mut String) -> bool;
}

impl<C, P, A, S> Handler<C, P, A, S> {
    /// The handler `name` with `args`.
    #[doc(hidden)]
    pub const fn new(name: &'static str, args: A) -> Self {
        Self { name, args, marker: PhantomData }
    }
}

impl<C, P, A: Args, S> HandlerText for Handler<C, P, A, S> {
    fn write(&self, out: &mut String) -> bool {
        let start = out.len();
        out.push_str(self.name);
        let written = self.args.write(out);
        if !written {
            out.truncate(start);
        }
        written
    }
}

impl<C, P, A, S> fmt::Debug for Handler<C, P, A, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handler({})", self.name)
    }
}

/// A value that can be bound to the DOM event `E`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be bound to `on:{E}`",
    note = "an `#[event]` of the component is named without braces, and not called: `on:click=save`, or `on:click=save(3)` with its arguments",
    note = "a value in braces is a `DomHandler` for this event; a method becomes an event by `#[event]` before its `fn`"
)]
pub trait HandlerFor<E>: HandlerText {}

impl<E, C, P: super::SuppliedBy<E>, A: Args, S> HandlerFor<E> for Handler<C, P, A, S> {}

/// An event that needs nothing of the browser: what `#[bind(changed = search)]` names.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this event takes something of the browser",
    label = "an event that runs after a change has no parameter but `cx`: the field is set when it runs"
)]
pub trait HearsChanges<C> {}

impl<C> HearsChanges<C> for Handler<C, (), ()> {}

/// Checks that an event can run after a change.
#[doc(hidden)]
pub const fn hears_changes<C, H: HearsChanges<C>>(_: fn() -> H) {}

/// An argument of a handler that a template can write as a literal text.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this argument of the handler is no text",
    label = "expected `{Self}`, found a text"
)]
pub trait FromText {
    /// The argument.
    fn from_text(text: &'static str) -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: From<&'static str>> FromText for T {
    fn from_text(text: &'static str) -> Self {
        text.into()
    }
}

/// Stands for a method that is not marked `#[event]`, and cannot be bound.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct NotAnEvent;

/// Nothing implements it: its message is what is said where a method is bound that is not marked. The lifetime stands for any: rustc accepts a
/// bound that never holds only where it is not sure of it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this method is not an event",
    label = "only a method marked `#[event]` can be bound",
    note = "write `#[event]` above its `fn`"
)]
pub trait IsEvent<'a> {}
