//! Trees of pages, for the client that goes from one page to another: whole trees in dialect 2, with a gap for each live component, whose own
//! tree is written once it has been mounted.

use std::hash::{BuildHasher as _, Hasher as _};

use foldhash::quality::{FixedState, FoldHasher};

use super::{KnownTemplates, dialect2::close_items, scalar::scalar, table::Table, value};
use crate::{
    Html, RenderError,
    html::{Arguments, Binding, Choosing, Control},
    tree::{
        Child, EMPTY, KeyTexts, LocalField, LocalFields, PagePart, PageWriter, PlacedChild, Scalar, Secret, Sink,
        SlotKind, Template, Way, drive, guarded, is_misplaced, misplaced, needs_guard, unfinished,
    },
};

/// Appends the tree of `html` to `out`. Where a live component stands, `{"@":[` is written, which the component has to end: the offsets of the
/// children say where. Keys are hashed with `secret`.
///
/// # Errors
/// The error that ended the render; what was appended so far is to be thrown away.
pub(crate) fn write_tree(
    html: Html<'_>,
    secret: Secret,
    known: &mut KnownTemplates,
    out: &mut String,
) -> Result<PagePart, RenderError> {
    let mut sink = TreeSink::new(out, known, secret);
    drive(html, &mut sink)?;
    sink.finish()
}

/// The container of the next value.
#[derive(Clone, Copy)]
struct Node {
    kind: Kind,
    /// Of a tree its own, of a list that of its last item; at the root, and before the first item, an empty one.
    template: &'static Template,
    /// How many slots or items have begun.
    count: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Nothing yet.
    Root,
    /// A tree that stands alone or in a slot.
    Tree,
    /// A tree that is an item: only its slots are written.
    Item,
    List,
}

impl Node {
    const fn new(kind: Kind, template: &'static Template) -> Self {
        Self { kind, template, count: 0 }
    }

    /// The index of the slot or item that began last.
    const fn index(&self) -> usize {
        self.count.saturating_sub(1)
    }
}

/// Writes one whole tree.
pub(crate) struct TreeSink<'t> {
    out: &'t mut String,
    known: &'t mut KnownTemplates,
    secret: Secret,
    /// The innermost node.
    top: Node,
    /// The nodes around it.
    around: Vec<Node>,
    /// The keys of the open lists.
    keys: KeyTexts,
    /// The items of the innermost list, while they may be said slot by slot.
    table: Table,
    /// The components met.
    children: Vec<PlacedChild>,
    fields: LocalFields,
    /// The text of a handler.
    handler: String,
    /// The arguments of a browser expression.
    arguments: String,
    /// Text that had to be formatted before it could be checked.
    guard: String,
    /// Over what was written, and the names of the components.
    digest: FoldHasher<'static>,
    /// The position in `out` up to which the digest has seen it.
    digested: usize,
    /// The root tree has begun.
    rooted: bool,
    /// The first thing that was wrong.
    error: Option<RenderError>,
}

impl<'t> TreeSink<'t> {
    pub(crate) fn new(out: &'t mut String, known: &'t mut KnownTemplates, secret: Secret) -> Self {
        let digested = out.len();
        Self {
            out,
            known,
            secret,
            top: Node::new(Kind::Root, &EMPTY),
            around: Vec::new(),
            keys: KeyTexts::default(),
            table: Table::take(),
            children: Vec::new(),
            fields: LocalFields::default(),
            handler: String::new(),
            arguments: String::new(),
            guard: String::new(),
            digest: FixedState::with_seed(0x4c6f_6f6d).build_hasher(),
            digested,
            rooted: false,
            error: None,
        }
    }

    fn digest_to_here(&mut self) {
        self.digest.write(self.out.as_bytes().get(self.digested..).unwrap_or_default());
        self.digested = self.out.len();
    }

    #[cold]
    fn fail(&mut self, error: RenderError) {
        self.error.get_or_insert(error);
    }

    fn enter(&mut self, node: Node) {
        self.around.push(std::mem::replace(&mut self.top, node));
    }

    /// Back to the node around the innermost.
    fn leave(&mut self) {
        if let Some(node) = self.around.pop() {
            self.top = node;
        }
    }

    /// Takes the next slot, and gives its kind and index.
    fn take_slot(&mut self) -> Option<(&'static SlotKind, usize)> {
        let index = self.top.count;
        self.top.count += 1;
        let slot = self.top.template.slots.get(index);
        if slot.is_none() {
            self.fail(unfinished());
        }
        Some((slot?, index))
    }

    /// A value begins in the slot that was taken last.
    fn separate(&mut self) {
        if self.top.count > 1 {
            self.out.push(',');
        }
    }

    /// The slot that was taken last holds `value`, which is safe there. It is not copied: that would wait for its stores.
    fn put(&mut self, template: &Template, index: usize, value: &Scalar<'_>) {
        if self.table.is_open() {
            // An object or an array stands for something else in a column.
            if !matches!(value, Scalar::Raw(_) | Scalar::Attributes(_) | Scalar::Local { .. }) {
                return self.table.cell(template, index, value);
            }
            self.table.spill(self.out, true);
        }
        self.separate();
        scalar(self.out, template, index, value);
    }

    /// The next slot holds more than a scalar.
    fn begin_value(&mut self) {
        self.table.spill(self.out, true);
        self.take_slot();
        self.separate();
    }

    fn begin_tree(&mut self, template: &'static Template) {
        self.known.need(template);
        self.out.push_str("{\"");
        value::fingerprint(self.out, template.fingerprint);
        self.out.push_str("\":[");
        self.enter(Node::new(Kind::Tree, template));
    }

    fn begin_item(&mut self, template: &'static Template) {
        let is_first = self.top.count == 0;
        if is_first || self.top.template.number() != template.number() {
            self.known.need(template);
            self.table.spill(self.out, false);
            self.out.push_str(if is_first { "\"" } else { ",\"" });
            value::fingerprint(self.out, template.fingerprint);
            self.out.push('"');
            self.top.template = template;
            if is_first {
                self.table.begin(template);
            }
        }
        self.top.count += 1;
        if self.table.is_open() {
            self.table.row();
        } else {
            self.out.push_str(",[");
        }
        self.enter(Node::new(Kind::Item, template));
    }

    /// The place of a component of this name in the slot that was taken last.
    fn place_of(&self, module: &str) -> u64 {
        let mut way = Way::new();
        let mut items = self.keys.items();
        for node in self.around.iter().chain([&self.top]) {
            match node.kind {
                Kind::Root => {}
                Kind::Tree | Kind::Item => way.slot(node.template.fingerprint, node.index()),
                Kind::List => {
                    let (key, index) = items.next().unwrap_or_default();
                    way.item(key, index);
                }
            }
        }
        way.to(module)
    }
}

impl PageWriter for TreeSink<'_> {
    fn pass_child(&mut self, child: &dyn Child) {
        self.begin_value();
        self.out.push_str("{\"@\":[");
        self.digest_to_here();
        self.digest.write(child.module().as_bytes());
    }

    /// The digest is that of the tree, whatever the components in it. It is equal on every machine that runs the same build.
    fn finish(mut self) -> Result<PagePart, RenderError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if !self.rooted || self.top.kind != Kind::Root {
            return Err(unfinished());
        }
        self.digest_to_here();
        let fields = self.fields.finish();
        if !fields.is_empty() {
            self.digest.write(fields.as_bytes());
        }
        let digest = self.digest.finish();
        self.table.give_back();
        Ok(PagePart { root: 0, digest, children: self.children, fields, arguments: String::new() })
    }
}

impl Sink for TreeSink<'_> {
    fn open(&mut self, template: &'static Template) {
        if template.is_clashing() {
            self.fail(template.clash());
        }
        match self.top.kind {
            Kind::List => return self.begin_item(template),
            Kind::Tree | Kind::Item => self.begin_value(),
            Kind::Root if std::mem::replace(&mut self.rooted, true) => self.fail(unfinished()),
            Kind::Root => {}
        }
        self.begin_tree(template);
    }

    fn close(&mut self) {
        let Node { kind, template, count } = self.top;
        if !matches!(kind, Kind::Tree | Kind::Item) || count != template.slots.len() {
            self.fail(unfinished());
        }
        match kind {
            Kind::Item if self.table.is_open() => {}
            Kind::Item => self.out.push(']'),
            _ => self.out.push_str("]}"),
        }
        self.leave();
    }

    fn scalar(&mut self, value: Scalar<'_>) {
        let Some((kind, index)) = self.take_slot() else { return };
        let template = self.top.template;
        if is_misplaced(kind, &value) {
            self.fail(misplaced(template, index));
        }
        if needs_guard(kind) {
            let mut buffer = std::mem::take(&mut self.guard);
            self.put(template, index, &guarded(template, index, value, &mut buffer));
            self.guard = buffer;
        } else {
            self.put(template, index, &value);
        }
    }

    fn event(&mut self, binding: &Binding<'_>) {
        let (mut handler, mut arguments) = (std::mem::take(&mut self.handler), std::mem::take(&mut self.arguments));
        handler.clear();
        let is_bound = binding.write_handler(&mut handler);
        if let Some(local) = binding.local() {
            arguments.clear();
            (local.write)(&mut arguments);
            self.scalar(Scalar::Local { handler: Some(&handler), arguments: &arguments });
        } else {
            self.scalar(if is_bound { Scalar::Text(&handler) } else { Scalar::Absent });
        }
        (self.handler, self.arguments) = (handler, arguments);
    }

    fn local(&mut self, arguments: Arguments<'_>) -> bool {
        let mut text = std::mem::take(&mut self.arguments);
        text.clear();
        (arguments.write)(&mut text);
        self.scalar(Scalar::Local { handler: None, arguments: &text });
        self.arguments = text;
        false
    }

    fn field(&mut self, field: LocalField<'_>) {
        self.fields.add(field);
    }

    fn child(&mut self, child: Box<dyn Child>) {
        self.pass_child(&*child);
        let place = self.place_of(child.module());
        self.children.push(PlacedChild { offset: self.digested, place, child });
    }

    fn list(&mut self) {
        self.begin_value();
        self.out.push_str("{\"[\":[");
        self.enter(Node::new(Kind::List, &EMPTY));
        self.keys.begin();
    }

    fn item(&mut self, key: u64) {
        self.keys.add(key);
    }

    fn end_list(&mut self) {
        if self.top.kind != Kind::List {
            self.fail(unfinished());
        }
        self.table.end(self.out);
        close_items(self.out, &mut self.keys);
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
