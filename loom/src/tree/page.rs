//! The sink of a page: HTML straight into a `String`, with the markers by which the client binds to it.

use std::{
    cell::Cell,
    hash::{BuildHasher as _, Hasher as _},
    slice::Iter,
};

use foldhash::quality::{FixedState, FoldHasher};

use super::{
    Child, EMPTY, Html, KeyTexts, LocalField, Out, PageTemplates, Scalar, Secret, Sink, SlotKind, Template,
    flat::{write_attribute, write_classes, write_content, write_kind},
    guard::{is_misplaced, misplaced, needs_guard, unfinished},
    place::Way,
};
use crate::html::{Arguments, Binding, Choosing, Control, RenderError, escape_text};

/// A live component that stands inside another's HTML, still to be mounted.
pub struct PlacedChild {
    /// The position of its wrapper, in bytes of the string that was written to.
    pub offset: usize,
    /// Its place in its parent.
    pub place: u64,
    /// Its kind.
    pub child: Box<dyn Child>,
}

impl std::fmt::Debug for PlacedChild {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PlacedChild({} at {})", self.child.module(), self.offset)
    }
}

/// The facts about a component's HTML once it is written.
#[derive(Debug)]
pub struct PagePart {
    /// The number of its root template on the page, for `data-l-root`.
    pub root: u32,
    /// A digest of its own HTML, whatever the page around it and the children in it. Equal on every machine that
    /// runs the same build.
    pub digest: u64,
    /// The live components in it, in document order.
    pub children: Vec<PlacedChild>,
    /// The fields that its browser expressions name, as members of a JSON object; empty without any.
    pub fields: String,
    /// The arguments of its browser expressions, as items of a JSON array, in document order.
    pub arguments: String,
}

/// Takes the HTML of a page, or of a component in it, and makes what is sent of it.
pub(crate) trait PageWriter: Sink + Sized {
    /// The next slot holds `child`, which somebody else keeps.
    fn pass_child(&mut self, child: &dyn Child);

    /// The facts about what was written.
    ///
    /// # Errors
    /// The first thing that was wrong. The output is to be thrown away.
    fn finish(self) -> Result<PagePart, RenderError>;
}

/// Appends the inner HTML of a component's wrapper to `out`, markers included. Keys are hashed with `secret`.
///
/// # Errors
/// The error that ended the render; what was appended so far is to be thrown away.
pub fn render_page(
    html: Html<'_>,
    secret: Secret,
    templates: &mut PageTemplates,
    out: &mut String,
) -> Result<PagePart, RenderError> {
    let mut sink = PageSink::new(out, Some(templates), secret);
    drive(html, &mut sink)?;
    sink.finish()
}

/// Appends HTML that is no component's to `out`, without markers, and gives the live components in it.
///
/// # Errors
/// The error that ended the render; what was appended so far is to be thrown away.
pub fn render_static(html: Html<'_>, out: &mut String) -> Result<Vec<PlacedChild>, RenderError> {
    let mut sink = PageSink::new(out, None, Secret::default());
    drive(html, &mut sink)?;
    sink.finish().map(|part| part.children)
}

thread_local! {
    /// The number of the newest render of this thread.
    static RENDER: Cell<u64> = const { Cell::new(0) };
}

/// The number of the newest render of this thread. Two that are equal belong to one render, during which no component changes.
pub(crate) fn current_render() -> u64 {
    RENDER.get()
}

/// Has `html` write itself into `sink` as one tree, whatever it is.
pub(crate) fn drive(html: Html<'_>, sink: &mut dyn Sink) -> Result<(), RenderError> {
    RENDER.set(RENDER.get().wrapping_add(1));
    let mut out = Out::new(sink);
    if html.is_empty() {
        out.open(&EMPTY);
        out.close();
        return Ok(());
    }
    html.write(&mut out)
}

/// The container of the next value.
#[derive(Clone)]
struct OpenNode {
    kind: OpenKind,
    /// Of a tree its own, of a list that of its last item; at the root, and before the first item, an empty one.
    template: &'static Template,
    /// The slots of a tree that are still to come.
    slots: Iter<'static, SlotKind>,
    /// The statics of a tree that are still to come.
    statics: Iter<'static, &'static str>,
}

#[derive(Clone, Copy, PartialEq)]
enum OpenKind {
    /// Nothing yet.
    Root,
    Tree,
    List,
}

impl OpenNode {
    fn new(kind: OpenKind) -> Self {
        Self { kind, template: &EMPTY, slots: [].iter(), statics: [].iter() }
    }

    fn tree(template: &'static Template) -> Self {
        Self { kind: OpenKind::Tree, template, slots: template.slots.iter(), statics: template.statics.iter() }
    }

    /// The index of the slot that was taken last.
    fn index(&self) -> usize {
        (self.template.slots.len() - self.slots.len()).saturating_sub(1)
    }
}

/// The fields that browser expressions of a component name.
#[derive(Debug, Default)]
pub(crate) struct LocalFields {
    names: Vec<&'static str>,
    members: String,
}

impl LocalFields {
    /// Adds a field, unless it is there.
    pub(crate) fn add(&mut self, field: LocalField<'_>) {
        if self.names.contains(&field.name) {
            return;
        }
        self.names.push(field.name);
        self.members.push_str(if self.members.is_empty() { "\"" } else { ",\"" });
        self.members.push_str(field.name);
        self.members.push_str("\":[\"");
        (field.kind)(&mut self.members);
        self.members.push_str("\",");
        (field.value)(&mut self.members);
        self.members.push(']');
    }

    /// The members of a JSON object.
    pub(crate) fn finish(self) -> String {
        self.members
    }
}

/// Writes HTML; see [`render_page`].
pub(crate) struct PageSink<'p> {
    /// The output.
    out: &'p mut String,
    /// Absent where no markers are wanted.
    templates: Option<&'p mut PageTemplates>,
    secret: Secret,
    /// The keys of the open lists.
    keys: KeyTexts,
    /// The innermost node.
    top: OpenNode,
    /// The nodes around it.
    around: Vec<OpenNode>,
    /// The text of a handler, before it is escaped.
    handler: String,
    /// The root's number on the page.
    root: u32,
    /// The components met.
    children: Vec<PlacedChild>,
    fields: LocalFields,
    /// The arguments of browser expressions.
    arguments: String,
    /// Over everything written, but for numbers that depend on the page.
    digest: FoldHasher<'static>,
    /// The position in `out` up to which the digest has seen it.
    digested: usize,
    /// The root tree has begun.
    rooted: bool,
    /// The first thing that was wrong.
    error: Option<RenderError>,
}

impl<'p> PageSink<'p> {
    pub(crate) fn new(out: &'p mut String, templates: Option<&'p mut PageTemplates>, secret: Secret) -> Self {
        let digested = out.len();
        Self {
            out,
            templates,
            secret,
            keys: KeyTexts::default(),
            top: OpenNode::new(OpenKind::Root),
            around: Vec::new(),
            handler: String::new(),
            root: 0,
            children: Vec::new(),
            fields: LocalFields::default(),
            arguments: String::new(),
            digest: FixedState::with_seed(0x4c6f_6f6d).build_hasher(),
            digested,
            rooted: false,
            error: None,
        }
    }

    /// The place of a component of this name in the slot that was taken last.
    fn place_of(&self, module: &str) -> u64 {
        let mut way = Way::new();
        let mut items = self.keys.items();
        for node in self.around.iter().chain([&self.top]) {
            match node.kind {
                OpenKind::Root => {}
                OpenKind::Tree => way.slot(node.template.fingerprint, node.index()),
                OpenKind::List => {
                    let (key, index) = items.next().unwrap_or_default();
                    way.item(key, index);
                }
            }
        }
        way.to(module)
    }

    fn pass_arguments(&mut self, arguments: Arguments<'_>) {
        if arguments.count > 0 {
            self.arguments.push_str(if self.arguments.is_empty() { "[" } else { ",[" });
            (arguments.write)(&mut self.arguments);
            self.arguments.push(']');
        }
    }

    /// The slot that is filled next.
    #[inline]
    fn take_slot(&mut self) -> Option<&'static SlotKind> {
        let kind = self.top.slots.next();
        if kind.is_none() {
            self.fail_unfinished();
        }
        kind
    }

    fn digest_to_here(&mut self) {
        self.digest.write(self.out.as_bytes().get(self.digested..).unwrap_or_default());
        self.digested = self.out.len();
    }

    /// A value has been written: the static after it follows.
    #[inline]
    fn filled(&mut self) {
        if let Some(part) = self.top.statics.next() {
            self.out.push_str(part);
        }
    }

    fn enter(&mut self, node: OpenNode) {
        self.around.push(std::mem::replace(&mut self.top, node));
    }

    /// Back to the node around the innermost, whose slot is filled now.
    fn leave(&mut self) {
        if let Some(node) = self.around.pop() {
            self.top = node;
        }
        self.filled();
    }

    /// Writes `<!--` `what` `number` `-->`, of which the digest sees the template in place of the number.
    fn mark(&mut self, what: &str, number: u32, template: &Template) {
        self.digest_to_here();
        self.digest.write_u64(template.fingerprint);
        self.out.push_str("<!--");
        self.out.push_str(what);
        self.out.push_str(itoa::Buffer::new().format(number));
        self.out.push_str("-->");
        self.digested = self.out.len();
    }

    /// Writes what marks a tree that begins, if it needs a mark.
    #[inline(never)]
    fn mark_tree(&mut self, template: &'static Template) {
        if template.is_clashing() {
            self.fail(template.clash());
        }
        let Some(templates) = self.templates.as_deref_mut() else {
            return;
        };
        let number = templates.number(template);
        match self.top.kind {
            OpenKind::Root => {
                self.root = number;
                self.digest.write_u64(template.fingerprint);
            }
            OpenKind::Tree => self.mark("t", number, template),
            OpenKind::List => self.mark("i", number, template),
        }
    }

    #[cold]
    fn fail_unfinished(&mut self) {
        self.fail(unfinished());
    }

    #[cold]
    fn fail(&mut self, error: RenderError) {
        self.error.get_or_insert(error);
    }
}

impl PageWriter for PageSink<'_> {
    fn pass_child(&mut self, child: &dyn Child) {
        if self.templates.is_some() {
            self.digest_to_here();
            self.digest.write(child.module().as_bytes());
        }
        self.take_slot();
        self.filled();
    }

    fn finish(mut self) -> Result<PagePart, RenderError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if !self.rooted || self.top.kind != OpenKind::Root {
            return Err(unfinished());
        }
        if self.templates.is_some() {
            self.digest_to_here();
        }
        let (fields, arguments) = (self.fields.finish(), self.arguments);
        if !(fields.is_empty() && arguments.is_empty()) {
            self.digest.write(fields.as_bytes());
            self.digest.write(arguments.as_bytes());
        }
        Ok(PagePart { root: self.root, digest: self.digest.finish(), children: self.children, fields, arguments })
    }
}

impl Sink for PageSink<'_> {
    fn open(&mut self, template: &'static Template) {
        match self.top.kind {
            OpenKind::List if std::ptr::eq(self.top.template, template) && template.anchored => {}
            OpenKind::List => {
                self.mark_tree(template);
                self.top.template = template;
            }
            OpenKind::Root => {
                if std::mem::replace(&mut self.rooted, true) {
                    self.fail_unfinished();
                }
                self.mark_tree(template);
            }
            OpenKind::Tree => {
                self.take_slot();
                self.mark_tree(template);
            }
        }
        self.enter(OpenNode::tree(template));
        self.filled();
    }

    fn close(&mut self) {
        if self.top.kind != OpenKind::Tree || self.top.slots.len() > 0 {
            self.fail_unfinished();
        }
        self.leave();
    }

    fn scalar(&mut self, value: Scalar<'_>) {
        let Some(kind) = self.take_slot() else { return };
        match *kind {
            SlotKind::Content { text } => {
                if !text && is_misplaced(kind, &value) {
                    self.fail(misplaced(self.top.template, self.top.index()));
                }
                match value {
                    Scalar::Text(text) => escape_text(self.out, text),
                    Scalar::Int(number) => self.out.push_str(itoa::Buffer::new().format(number)),
                    Scalar::Uint(number) => self.out.push_str(itoa::Buffer::new().format(number)),
                    Scalar::Raw(html) if let Some(templates) = &mut self.templates => {
                        templates.note_raw();
                        self.out.push_str("<!--(-->");
                        self.out.push_str(html);
                        self.out.push_str("<!--)-->");
                    }
                    _ => write_content(self.out, &value),
                }
            }
            SlotKind::Attribute { name, .. } if !needs_guard(kind) => write_attribute(self.out, name, &value),
            SlotKind::Classes { .. } => write_classes(self.out, &value),
            SlotKind::Class { name, .. } => {
                if matches!(value, Scalar::Flag(true)) {
                    self.out.push(' ');
                    self.out.push_str(name);
                }
            }
            _ => write_kind(self.out, self.top.template, self.top.index(), kind, &value),
        }
        self.filled();
    }

    fn event(&mut self, binding: &Binding<'_>) {
        let mut handler = std::mem::take(&mut self.handler);
        handler.clear();
        let mut bound = binding.write_handler(&mut handler);
        if let Some(local) = binding.local().filter(|_| self.templates.is_some()) {
            // The attribute is there too where the server has no part in it.
            bound = true;
            self.pass_arguments(local);
        }
        if let Some(kind) = self.take_slot() {
            let value = if bound { Scalar::Text(&handler) } else { Scalar::Absent };
            write_kind(self.out, self.top.template, self.top.index(), kind, &value);
        }
        self.handler = handler;
        self.filled();
    }

    fn local(&mut self, arguments: Arguments<'_>) -> bool {
        self.pass_arguments(arguments);
        true
    }

    fn field(&mut self, field: LocalField<'_>) {
        self.fields.add(field);
    }

    fn child(&mut self, child: Box<dyn Child>) {
        let offset = self.out.len();
        self.pass_child(&*child);
        let place = self.place_of(child.module());
        self.children.push(PlacedChild { offset, place, child });
    }

    fn list(&mut self) {
        if let Some(templates) = &mut self.templates {
            templates.note_list();
            self.out.push_str("<!--[-->");
        }
        self.take_slot();
        self.enter(OpenNode::new(OpenKind::List));
        self.keys.begin();
    }

    fn item(&mut self, key: u64) {
        self.keys.add(key);
    }

    fn end_list(&mut self) {
        if self.top.kind != OpenKind::List {
            self.fail_unfinished();
        }
        let Self { keys, out, templates, .. } = self;
        keys.end(|keys| {
            if templates.is_some() {
                out.push_str("<!--]");
                out.push_str(keys);
                out.push_str("-->");
            }
        });
        self.leave();
    }

    // Offers matter only to sinks that keep a print.
    fn offer(&mut self, _binding: &Binding<'_>) {}
    fn choice(&mut self, _field: &str, _value: &str, _choosing: Choosing, _control: Control) {}
    fn fieldset(&mut self, _disabled: bool) {}
    fn end_fieldset(&mut self) {}
    fn legend(&mut self) {}
    fn end_legend(&mut self) {}
    fn secret(&self) -> Secret {
        self.secret
    }
}
