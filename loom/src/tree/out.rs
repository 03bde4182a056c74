//! [`Out`], what an `html!` writes itself into, and [`Sink`], what takes it.

use std::{borrow::Cow, fmt, hash::Hash};

use super::{
    Child, Template, Templates,
    discard::Discard,
    key::{Secret, key_word},
};
use crate::html::{
    AttributeSlot, AttributeValue, Binding, Choosing, Control, Flag, Presence, RenderError, Rendered, Slot, Written,
};

/// What a slot may hold besides trees, lists and child components.
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
}

/// What takes a tree as it is written, in document order.
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
    fn event(&mut self, event: &'static str, binding: &dyn Binding, control: Control);
    /// The next slot holds a live component of its own.
    fn child(&mut self, child: Box<dyn Child>);
    /// A list begins in the next slot.
    fn list(&mut self);
    /// An item begins, with the word of its key, or 0 where it has none; its tree follows.
    fn item(&mut self, key: u64);
    /// The innermost open list ends.
    fn end_list(&mut self);
    /// A handler that stands in the statics can be fired now. `event` is the DOM event's bare name.
    fn offer(&mut self, event: &'static str, binding: &dyn Binding, control: Control);
    /// A control can give `field` this value now.
    fn choice(&mut self, field: &'static str, value: &str, choosing: Choosing, control: Control);
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

/// What an `html!` writes itself into. Only generated code calls its methods.
pub struct Out<'s> {
    sink: &'s mut (dyn Sink + 's),
    /// The first value that could not be shown. What is written after it is dropped.
    failed: Option<RenderError>,
}

#[doc(hidden)]
#[allow(missing_docs, reason = "for generated code; each passes on to the `Sink` method of its name")]
impl<'s> Out<'s> {
    #[inline]
    pub(crate) fn new(sink: &'s mut (dyn Sink + 's)) -> Self {
        Self { sink, failed: None }
    }

    /// The tree of template `index` begins.
    #[inline]
    pub fn tree(&mut self, templates: &'static Templates, index: usize) {
        self.sink.open(templates.get(index));
    }
    #[inline]
    pub fn open(&mut self, template: &'static Template) {
        self.sink.open(template);
    }
    #[inline]
    pub fn close(&mut self) {
        self.sink.close();
    }
    #[inline]
    pub(crate) fn scalar(&mut self, value: Scalar<'_>) {
        self.sink.scalar(value);
    }
    #[inline]
    pub(crate) fn child(&mut self, child: Box<dyn Child>) {
        self.sink.child(child);
    }
    /// The next slot is this text.
    #[inline]
    pub fn text(&mut self, text: &str) {
        self.sink.scalar(Scalar::Text(text));
    }
    /// The next slot holds nothing: an `if` without `else` that is false.
    #[inline]
    pub fn empty(&mut self) {
        self.sink.scalar(Scalar::Absent);
    }
    /// The next slot.
    #[inline]
    pub(crate) fn slot(&mut self) -> Slot<'_> {
        Slot::new(Out::new(&mut *self.sink))
    }
    /// What became of the last slot. A template does not ask after each one, which is much less for rustc to read.
    #[inline]
    pub(crate) fn done(&mut self, rendered: Rendered) {
        if let Err(error) = rendered {
            self.fail(error);
        }
    }
    #[cold]
    fn fail(&mut self, error: RenderError) {
        if self.failed.is_none() {
            self.failed = Some(error);
            self.sink = Discard::new();
        }
    }
    /// The template has been written to its end.
    ///
    /// # Errors
    /// A value of it could not be shown.
    #[inline]
    pub fn end(&mut self) -> Result<Written, RenderError> {
        self.failed.take().map_or(Ok(Written::new()), Err)
    }
    #[inline]
    pub fn attribute<T: AttributeValue + ?Sized>(&mut self, value: &T) {
        let rendered = value.attribute(AttributeSlot(self.slot()));
        self.done(rendered);
    }
    #[inline]
    pub fn presence<T: Presence + ?Sized>(&mut self, value: &T) {
        let rendered = value.presence(AttributeSlot(self.slot()));
        self.done(rendered);
    }
    /// A boolean attribute or a `class:name`.
    #[inline]
    pub fn flag<T: Flag + ?Sized>(&mut self, value: &T) {
        self.sink.scalar(Scalar::Flag(value.flag()));
    }
    #[inline]
    pub fn spread(&mut self, value: &Attributes) {
        self.sink.scalar(Scalar::Attributes(value));
    }
    #[inline]
    pub fn list(&mut self) {
        self.sink.list();
    }
    /// An item without a key.
    #[inline]
    pub fn item(&mut self) {
        self.sink.item(0);
    }
    /// An item with what `key={...}` gave.
    #[inline]
    pub fn keyed<K: Hash + ?Sized>(&mut self, key: &K) {
        let key = key_word(key, || self.sink.secret());
        self.sink.item(key);
    }
    #[inline]
    pub fn end_list(&mut self) {
        self.sink.end_list();
    }
    #[inline]
    pub fn event(&mut self, event: &'static str, binding: &dyn Binding, control: Control) {
        self.sink.event(event, binding, control);
    }
    #[inline]
    pub fn offer(&mut self, event: &'static str, binding: &dyn Binding, control: Control) {
        self.sink.offer(event, binding, control);
    }
    #[inline]
    pub(crate) fn choice(&mut self, field: &'static str, value: &str, choosing: Choosing, control: Control) {
        self.sink.choice(field, value, choosing, control);
    }
    #[inline]
    pub fn fieldset(&mut self, disabled: bool) {
        self.sink.fieldset(disabled);
    }
    #[inline]
    pub fn end_fieldset(&mut self) {
        self.sink.end_fieldset();
    }
    #[inline]
    pub fn legend(&mut self) {
        self.sink.legend();
    }
    #[inline]
    pub fn end_legend(&mut self) {
        self.sink.end_legend();
    }
}

impl fmt::Debug for Out<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Out")
    }
}

/// Attributes that no spread may set: a document of its own, a redirect, the target of an animation.
const REFUSED: [&str; 3] = ["srcdoc", "http-equiv", "attributename"];

/// Attributes that are put together at run time, for `..attributes` in a template.
///
/// Names that could run script (`on...`, `srcdoc`), that are Loom's own (`data-l-...`) or that are not names are left out;
/// values of URL attributes and of `style` are kept from running script, as they are everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// In order; `None` stands for an attribute without a value.
    entries: Vec<(Cow<'static, str>, Option<String>)>,
}

impl Attributes {
    /// No attributes.
    #[must_use]
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// With this attribute too; a later one of the same name replaces an earlier.
    #[must_use]
    pub fn set(mut self, name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        self.put(name.into(), Some(value.to_string()));
        self
    }

    /// With this attribute, without a value, if `present`.
    #[must_use]
    pub fn flag(mut self, name: impl Into<Cow<'static, str>>, present: bool) -> Self {
        let name = name.into();
        if present {
            self.put(name, None);
        } else {
            self.entries.retain(|entry| !entry.0.eq_ignore_ascii_case(&name));
        }
        self
    }

    /// The attributes in order, with `None` for one that has no value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.entries.iter().map(|(name, value)| (name.as_ref(), value.as_deref()))
    }

    /// Whether they disable the control they are put on.
    #[must_use]
    pub fn disables(&self) -> bool {
        self.entries.iter().any(|entry| entry.0.eq_ignore_ascii_case("disabled"))
    }

    fn put(&mut self, name: Cow<'static, str>, value: Option<String>) {
        let bad = |c: char| c.is_whitespace() || c.is_control() || "\"'<>/=".contains(c);
        let lower = name.to_ascii_lowercase();
        let refused = lower.starts_with("on") || lower.starts_with("data-l-") || REFUSED.contains(&lower.as_str());
        if name.is_empty() || name.contains(bad) || refused {
            return;
        }
        match self.entries.iter_mut().find(|entry| entry.0.eq_ignore_ascii_case(&name)) {
            Some(entry) => entry.1 = value,
            None => self.entries.push((name, value)),
        }
    }
}
