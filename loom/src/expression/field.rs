//! The fields of a component that expressions name.

use std::fmt::Write as _;

use super::{shape::Shape, value::Value};
use crate::tree::{Html, Out};

/// A field of the component `S` that expressions may name; `NAME` is a hash of its name. The marks on the struct's fields say which these are.
#[diagnostic::on_unimplemented(
    message = "this field of `{S}` is not in the browser",
    label = "the browser does not have it",
    note = "mark it `#[local]` if it is the browser's, `#[mirror]` if the browser may run ahead of the server, or `#[bind]` for a form control",
    note = "or take its value before the template: `let total = self.total;`, and name `total`"
)]
pub trait BrowserField<S, const NAME: u64> {
    /// Whose it is.
    type Owner: Owner;
}

/// Whose a field is.
pub trait Owner {
    /// The letter that says it to the client.
    const LETTER: char;
}

/// A field that expressions set without asking the server.
#[diagnostic::on_unimplemented(
    message = "only `#[local]` fields can be set without asking the server",
    label = "this field is the server's",
    note = "name the server's handler beside it, which decides: `on:click=(save, local(self.saved = true))`, and mark the field `#[mirror]`",
    note = "or mark the field `#[local]`, if the server need not know it"
)]
pub trait SetAlone {}

/// A field that expressions set beside an event of the server.
#[diagnostic::on_unimplemented(
    message = "the browser cannot set this field",
    label = "a form control sets it",
    note = "mark it `#[mirror]` if the browser may run ahead of the server"
)]
pub trait SetAhead {}

/// A field whose value a handler receives from the browser.
#[diagnostic::on_unimplemented(
    message = "only `#[local]` fields come from the browser by `Local<T>`",
    label = "the server has this field",
    note = "name the parameter as a field that is marked `#[local]`; the handler reads any other field as `self.field`"
)]
pub trait Sent {}

macro_rules! owners {
    ($($(#[$doc:meta])* $name:ident = $letter:literal: $($set:ident),*;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;
        impl Owner for $name { const LETTER: char = $letter; }
        $(impl $set for $name {})*
    )*};
}
owners! {
    /// The browser's, as long as the page is there.
    Local = 'l': SetAlone, SetAhead, Sent;
    /// The browser's, as long as the tab is there.
    OfTab = 't': SetAlone, SetAhead, Sent;
    /// The browser's, for all tabs and until it is cleared.
    OfBrowser = 'w': SetAlone, SetAhead, Sent;
    /// The server's; the browser may run ahead of it.
    Mirror = 'm': SetAhead;
    /// A form control's.
    Bound = 'b':;
}

/// Says that expressions read a field.
pub fn read<S, const NAME: u64, T: BrowserField<S, NAME> + Value + Shape>(
    out: &mut Out<'_>,
    name: &'static str,
    value: &T,
) {
    let kind = |to: &mut String| {
        to.push(T::Owner::LETTER);
        T::shape(to);
    };
    out.field(name, &kind, &|to| value.encode(to));
}

/// HTML of a component with handlers that receive fields from the browser, which `fields` names before it is written.
pub fn sending<'a>(html: Html<'a>, fields: impl FnOnce(&mut Out<'_>) + 'a) -> Html<'a> {
    html.after(fields)
}

/// Says that handlers receive a field from the browser. `handlers` are their names, each behind ` @`.
pub fn send<S, const NAME: u64, T>(out: &mut Out<'_>, name: &'static str, handlers: &'static str, value: &T)
where
    T: BrowserField<S, NAME, Owner: Sent> + Value + Shape,
{
    let kind = |to: &mut String| {
        to.push(T::Owner::LETTER);
        T::shape(to);
        to.push_str(handlers);
    };
    out.field(name, &kind, &|to| value.encode(to));
}

/// Says that expressions set a field and the server is not asked.
pub fn set<S, const NAME: u64, T>(out: &mut Out<'_>, name: &'static str, value: &T)
where
    T: BrowserField<S, NAME, Owner: SetAlone> + Value + Shape,
{
    read::<S, NAME, T>(out, name, value);
}

/// Says that expressions set a field beside an event of the server.
pub fn run_ahead<S, const NAME: u64, T>(out: &mut Out<'_>, name: &'static str, value: &T)
where
    T: BrowserField<S, NAME, Owner: SetAhead> + Value + Shape,
{
    read::<S, NAME, T>(out, name, value);
}

/// An argument of an expression.
pub fn argument<T: Value>(value: &T) -> &dyn Value {
    value
}

/// Appends the arguments of an expression, with commas between them.
pub fn arguments(values: &[&dyn Value], to: &mut String) {
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            let _ = to.write_char(',');
        }
        value.encode(to);
    }
}
