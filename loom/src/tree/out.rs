//! [`Out`], the receiver into which an `html!` writes itself.

use std::{fmt, hash::Hash};

use super::{
    Child, Hole, Template, Templates,
    attributes::Attributes,
    discard::Discard,
    duplicates::OpenLists,
    key::key_word,
    sink::{LocalField, Scalar, Sink},
};
use crate::html::{Action, Arguments, Binding, Choosing, Control, RenderError};

/// Proof that a template has been written to its end, which only [`Out::end`] gives: a `return` out of the middle has none.
#[derive(Debug)]
pub struct Written(());

impl Written {
    pub(crate) const fn new() -> Self {
        Self(())
    }
}

/// The writer that an `html!` writes itself into. Only generated code calls its methods.
pub struct Out<'s> {
    sink: &'s mut (dyn Sink + 's),
    /// The first value that could not be shown. Later output is dropped.
    failed: Option<RenderError>,
    /// Finds items of one key.
    lists: OpenLists,
}

#[doc(hidden)]
#[allow(missing_docs, reason = "for generated code; each passes on to the `Sink` method of its name")]
impl<'s> Out<'s> {
    #[inline]
    pub(crate) fn new(sink: &'s mut (dyn Sink + 's)) -> Self {
        Self { sink, failed: None, lists: OpenLists::default() }
    }

    /// The same sink, with errors of its own.
    #[inline]
    pub(crate) fn reborrow(&mut self) -> Out<'_> {
        Out::new(&mut *self.sink)
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
    /// Nothing of what follows is kept.
    #[cold]
    pub(crate) fn fail(&mut self, error: RenderError) {
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
    pub fn spread(&mut self, value: &Attributes) {
        self.sink.scalar(Scalar::Attributes(value));
    }
    #[inline]
    pub fn list(&mut self) {
        self.lists.begin();
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
        self.lists.add(key);
        self.sink.item(key);
    }
    #[inline]
    pub fn end_list(&mut self) {
        self.lists.end();
        self.sink.end_list();
    }
    #[inline]
    pub fn event(&mut self, event: &'static str, actions: &[Action<'_>], control: Control) {
        self.sink.event(&Binding { event, actions, control });
    }
    #[inline]
    pub fn offer(&mut self, event: &'static str, actions: &[Action<'_>], control: Control) {
        self.sink.offer(&Binding { event, actions, control });
    }
    /// Gives the code of the browser expressions in `templates` what its holes need.
    #[inline]
    pub fn fill_holes(&mut self, templates: &'static Templates, holes: &[&dyn Hole]) {
        templates.fill(holes);
    }
    /// The browser computes the next slot; `show` fills it where the server's value is wanted.
    #[inline]
    pub fn local(&mut self, count: usize, write: &dyn Fn(&mut String), show: impl FnOnce(&mut Self)) {
        if self.sink.local(Arguments { count, write }) {
            show(self);
        }
    }
    /// Browser expressions name this field.
    #[inline]
    pub fn field(&mut self, name: &'static str, kind: &dyn Fn(&mut String), value: &dyn Fn(&mut String)) {
        self.sink.field(LocalField { name, kind, value });
    }
    #[inline]
    pub(crate) fn choice(&mut self, field: &str, value: &str, choosing: Choosing, control: Control) {
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
