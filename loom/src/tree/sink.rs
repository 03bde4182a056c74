//! [`Sink`], which takes a tree as it is written.

use std::fmt;

use super::{Child, Template, attributes::Attributes, key::Secret};
use crate::html::{Arguments, Binding, Choosing, Control};

/// The scalar values of a slot, besides trees, lists and child components.
///
/// The slot's kind says what it means: text of content, a value of an attribute, the presence of a class.
#[derive(Clone, Copy, Debug)]
pub enum Scalar<'v> {
    /// Text, not escaped yet.
    Text(&'v str),
    /// A number.
    Int(i64),
    /// A number.
    Uint(u64),
    /// Text that has still to be formatted.
    Display(fmt::Arguments<'v>),
    /// A class, property or attribute that is there without a value of its own, or is not.
    Flag(bool),
    /// Nothing: no text, no attribute.
    Absent,
    /// Trusted HTML, in a content slot only.
    Raw(&'v str),
    /// The attributes of a spread.
    Attributes(&'v Attributes),
    /// A slot that the browser computes, or an event at which it does something by itself.
    Local {
        /// The server's handler of an event; empty without one. Nothing in other slots.
        handler: Option<&'v str>,
        /// The arguments of the slot's code, as the browser reads them.
        arguments: &'v str,
    },
}

/// A field of the component that browser expressions name.
#[derive(Clone, Copy)]
pub(crate) struct LocalField<'a> {
    /// Its name.
    pub name: &'static str,
    /// Appends whose it is, and the shape of its type.
    pub kind: &'a dyn Fn(&mut String),
    /// Appends its value, as the browser reads it.
    pub value: &'a dyn Fn(&mut String),
}

/// Takes a tree as it is written, in document order.
///
/// The calls for one tree are `open`, then for each of its template's slots, in order, exactly one of `scalar`,
/// `event`, `child`, a nested tree (`open` ... `close`) or a list (`list`, then `item` and a tree for each,
/// `end_list`), then `close`. Between them `offer`, `choice`, `fieldset` and their ends say what else is known.
pub(crate) trait Sink {
    /// A tree begins, as the root, in the next slot, or as the item just announced.
    fn open(&mut self, template: &'static Template);
    /// The innermost open tree ends.
    fn close(&mut self);
    /// The next slot holds this.
    fn scalar(&mut self, value: Scalar<'_>);
    /// The next slot, of kind [`SlotKind::Event`](super::SlotKind::Event), is bound to this. It also offers it.
    fn event(&mut self, binding: &Binding<'_>);
    /// The browser computes the next slot from these arguments. If this gives true, the server's own value of it follows, as a scalar.
    fn local(&mut self, arguments: Arguments<'_>) -> bool;
    /// Browser expressions name this field.
    fn field(&mut self, field: LocalField<'_>);
    /// The next slot holds a live component of its own.
    fn child(&mut self, child: Box<dyn Child>);
    /// A list begins in the next slot.
    fn list(&mut self);
    /// An item begins, with the word of its key, or 0 where it has none; its tree follows.
    fn item(&mut self, key: u64);
    /// The innermost open list ends.
    fn end_list(&mut self);
    /// A binding whose handler stands in the statics can be fired now.
    fn offer(&mut self, binding: &Binding<'_>);
    /// A control can give `field` this value now.
    fn choice(&mut self, field: &str, value: &str, choosing: Choosing, control: Control);
    /// A `<fieldset>` begins; its controls are disabled if `disabled`.
    fn fieldset(&mut self, disabled: bool);
    /// The innermost `<fieldset>` ends.
    fn end_fieldset(&mut self);
    /// The first `<legend>` of a `<fieldset>` begins: its controls are not disabled by that fieldset.
    fn legend(&mut self);
    /// That `<legend>` ends.
    fn end_legend(&mut self);
    /// By which keys are hashed.
    fn secret(&self) -> Secret;
}
