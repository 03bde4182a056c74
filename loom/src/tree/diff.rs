//! The sink that makes a print, and on the way writes the whole tree, what changed against an older print, or nothing.
//!
//! The old print is walked beside the render. Where a tree's template is the one that stood there, its slots are
//! compared one by one; where it is not, and in new items of lists, the value is written whole. A change inside
//! a tree is written when the first of its slots turns out to differ, so what did not change costs no writing at all.

use super::{
    Child, ChildHost, ChildId, ChildSlot, ListEdits, LocalField, Part, PatchWriter, Print, Scalar, Scratch, Secret,
    Sink, SlotKind, Template,
    guard::{guarded, is_misplaced, misplaced, unfinished},
    keyed::{KeyedScratch, OldList},
    place::Way,
    print::{LONG, Tag, begin_offer, field, header, len, long_text, long_text_at, tag},
    scratch::{DiffNode, DiffNodeKind, NONE, OpenList, narrow},
};
use crate::html::{Arguments, Binding, Choosing, Control, RenderError};

/// See the module's documentation.
pub(super) struct PrintSink<'r> {
    scratch: &'r mut Scratch,
    /// The words to compare with; empty for none.
    old: &'r [u64],
    /// The offers of the old print.
    offered: &'r [u64],
    /// Whether the server's values of browser expressions are compared and sent.
    evaluates: bool,
    /// Nothing is written without it.
    writer: Option<&'r mut dyn PatchWriter>,
    /// Receives nested components.
    host: &'r mut dyn ChildHost,
    top: DiffNode,
    /// How many nodes, from the root on, have had their change opened.
    opened: usize,
    /// How many lists under comparison the writer mirrors.
    mirrors: usize,
    /// Whether anything was written.
    wrote: bool,
    /// The first thing that was wrong.
    error: Option<RenderError>,
}

impl<'r> PrintSink<'r> {
    pub(super) fn new(
        scratch: &'r mut Scratch,
        old: Option<&'r Print>,
        writer: Option<&'r mut dyn PatchWriter>,
        host: &'r mut dyn ChildHost,
    ) -> Self {
        scratch.clear();
        let (old, offered): (&[u64], &[u64]) = old.map_or((&[], &[]), |old| (&old.words, &old.offers));
        let evaluates = host.evaluates();
        Self {
            scratch,
            old,
            offered,
            evaluates,
            writer,
            host,
            top: DiffNode::ROOT,
            opened: 1,
            mirrors: 0,
            wrote: false,
            error: None,
        }
    }

    /// Whether anything was written.
    pub(super) fn finish(self) -> Result<bool, RenderError> {
        // One tree, and nothing beside it.
        let is_whole = self.scratch.around.is_empty()
            && self.scratch.words.first().is_some_and(|word| len(*word) == self.scratch.words.len());
        match self.error {
            Some(error) => Err(error),
            None if !is_whole => Err(unfinished()),
            None => {
                self.scratch.words.append(&mut self.scratch.long);
                Ok(self.wrote)
            }
        }
    }

    /// The place of a component of this name in the next slot.
    fn place_of(&self, module: &str) -> u64 {
        let mut way = Way::new();
        let mut lists = self.scratch.lists.iter();
        for node in self.scratch.around.iter().chain([&self.top]) {
            match node.kind {
                DiffNodeKind::Root => {}
                DiffNodeKind::Tree(template) => way.slot(template.fingerprint, node.place()),
                DiffNodeKind::List => way.item(lists.next().map_or(0, |list| list.key), node.place()),
            }
        }
        way.to(module)
    }

    fn fail(&mut self, error: RenderError) {
        self.error.get_or_insert(error);
    }

    /// The word that stands in the old print where the next value comes, with its place; `None` where nothing is compared.
    #[inline]
    fn expected(&self) -> Option<(usize, u64)> {
        if matches!(self.top.kind, DiffNodeKind::List) || self.top.old == NONE {
            return None;
        }
        let at = self.top.old as usize;
        self.old.get(at).map(|word| (at, *word))
    }

    /// Opens the changes of all nodes that have none open yet, from the outside in.
    fn open_changes(&mut self) {
        let Some(writer) = self.writer.as_deref_mut() else {
            return;
        };
        self.wrote = true;
        let nodes = self.scratch.around.iter().chain([&self.top]);
        let mut place = 0;
        for (depth, node) in nodes.enumerate() {
            if depth >= self.opened {
                if depth > 1 {
                    writer.place(place);
                }
                writer.open_change(matches!(node.kind, DiffNodeKind::List));
            }
            place = node.place();
        }
        self.opened = self.scratch.around.len() + 1;
    }

    /// A value that is written whole begins, or, if the innermost node is compared, takes the place of another.
    fn begin_whole(&mut self) {
        if matches!(self.top.kind, DiffNodeKind::Tree(_)) && self.top.old != NONE {
            self.open_changes();
            let place = self.top.place();
            if let Some(writer) = self.writer.as_deref_mut() {
                writer.place(place);
            }
        }
    }

    fn write_whole(&mut self, part: Part<'_>) {
        if let Some(writer) = self.writer.as_deref_mut() {
            writer.whole(part);
            self.wrote = true;
        }
    }

    fn mirror(&mut self, part: Part<'_>) {
        if self.mirrors > 0
            && let Some(writer) = self.writer.as_deref_mut()
        {
            writer.mirror(part);
        }
    }

    /// A value has been dealt with: the next slot comes.
    #[inline]
    fn advance(&mut self) {
        if matches!(self.top.kind, DiffNodeKind::Tree(_)) {
            self.top.slot += 1;
            if self.top.old != NONE {
                let length = self.old.get(self.top.old as usize).map_or(1, |word| len(*word));
                self.top.old = self.top.old.saturating_add(narrow(length));
            }
        }
    }

    /// Takes a node's end: gives its word its length, closes its change, and goes back to the node around it.
    #[inline]
    fn leave(&mut self, tag: Tag, field: u32) {
        let word = self.top.word as usize;
        let length = self.scratch.words.len() - word;
        if let Some(word) = self.scratch.words.get_mut(word) {
            *word = header(tag, field, length);
        }
        if self.opened > self.scratch.around.len() {
            if let Some(writer) = self.writer.as_deref_mut() {
                writer.close_change();
            }
            self.opened = self.scratch.around.len();
        }
        self.top = self.scratch.around.pop().unwrap_or(DiffNode::ROOT);
        self.advance();
    }

    /// Enters a node, whose word comes next in the new print.
    #[inline]
    fn enter(&mut self, kind: DiffNodeKind, old: u32) {
        self.scratch.around.push(self.top);
        self.top = DiffNode { kind, slot: 0, word: narrow(self.scratch.words.len()), old };
        self.scratch.words.push(0);
    }

    /// The next slot holds `value`, whose word is `word`.
    #[inline]
    fn compare(&mut self, word: u64, value: &Scalar<'_>) {
        if let Scalar::Text(text) = value
            && text.len() >= LONG
        {
            self.note_long(text);
        }
        self.scratch.words.push(word);
        let same = self.expected().is_some_and(|(_, old)| old == word);
        if same && self.mirrors == 0 {
            // A value with the same word as a scalar is one.
            self.top.slot += 1;
            self.top.old += 1;
        } else {
            self.write_scalar(same, value);
            self.advance();
        }
    }

    #[inline(never)]
    fn write_scalar(&mut self, same: bool, value: &Scalar<'_>) {
        let DiffNodeKind::Tree(template) = self.top.kind else {
            return;
        };
        if self.writer.is_none() {
            return;
        }
        let index = self.top.slot as usize;
        let mut buffer = std::mem::take(&mut self.scratch.guard);
        let part = Part::Scalar { template, index, value: guarded(template, index, *value, &mut buffer) };
        self.mirror(part);
        if !same {
            let more = self.growth(template, index, value);
            self.begin_whole();
            let writer = self.writer.as_deref_mut();
            if !more.zip(writer).is_some_and(|(more, writer)| writer.grow(more)) {
                self.write_whole(part);
            }
        }
        self.scratch.guard = buffer;
    }

    /// The next slot holds a long text.
    #[cold]
    fn note_long(&mut self, text: &str) {
        if let DiffNodeKind::Tree(template) = self.top.kind
            && is_content(template, self.top.slot as usize)
        {
            self.scratch.long.push(long_text(narrow(self.scratch.words.len()), narrow(text.len())));
        }
    }

    /// The end of a text in content that was the rest of it before.
    fn growth<'v>(&self, template: &Template, index: usize, value: &Scalar<'v>) -> Option<&'v str> {
        let Scalar::Text(text) = *value else { return None };
        let (at, word) = self.expected().filter(|_| is_content(template, index))?;
        let (before, more) = text.split_at_checked(long_text_at(self.old, at)?)?;
        (self.scratch.hashing.scalar(&Scalar::Text(before), &mut String::new()) == word).then_some(more)
    }

    /// Compares, or writes, a tree that begins. Gives the place of its first slot in the old print, or `NONE`.
    #[inline]
    fn begin_tree(&mut self, template: &'static Template, number: u32) -> u32 {
        if matches!(self.top.kind, DiffNodeKind::List) {
            let index = self.top.slot.saturating_sub(1);
            if let Some(OpenList { old: Some(list), key }) = self.scratch.lists.last_mut() {
                if let Some(item) = list.find(self.old, (index, *key, number), &mut self.scratch.keyed) {
                    return narrow(item.tree + 1);
                }
                self.open_changes();
                if let Some(writer) = self.writer.as_deref_mut() {
                    writer.insert(index as usize);
                }
            }
            if let (Some(writer), Some(list)) = (self.writer.as_deref_mut(), self.scratch.lists.last()) {
                writer.key(list.key);
            }
        } else {
            if let Some((at, word)) = self.expected()
                && tag(word) == Tag::Tree
                && field(word) == number
            {
                return narrow(at + 1);
            }
            self.begin_whole();
        }
        self.write_whole(Part::Open(template));
        NONE
    }
}

/// Whether a slot is content of an element that is more than text.
fn is_content(template: &Template, slot: usize) -> bool {
    matches!(template.slots.get(slot), Some(SlotKind::Content { .. }))
}

impl Sink for PrintSink<'_> {
    fn open(&mut self, template: &'static Template) {
        let number = template.number();
        if template.is_clashing() {
            self.fail(template.clash());
        }
        self.mirror(Part::Open(template));
        let old = self.begin_tree(template, number);
        self.enter(DiffNodeKind::Tree(template), old);
    }

    fn close(&mut self) {
        let DiffNodeKind::Tree(template) = self.top.kind else {
            return self.fail(unfinished());
        };
        if self.top.slot as usize != template.slots.len() {
            self.fail(unfinished());
        }
        self.mirror(Part::Close);
        if self.top.old == NONE {
            self.write_whole(Part::Close);
        }
        self.leave(Tag::Tree, template.number());
    }

    fn scalar(&mut self, value: Scalar<'_>) {
        if let DiffNodeKind::Tree(template) = self.top.kind
            && let Some(kind) = template.slots.get(self.top.slot as usize)
            && is_misplaced(kind, &value)
        {
            self.fail(misplaced(template, self.top.slot as usize));
        }
        if matches!(value, Scalar::Display(_)) {
            let mut text = std::mem::take(&mut self.scratch.text);
            let word = self.scratch.hashing.scalar(&value, &mut text);
            self.compare(word, &Scalar::Text(&text));
            self.scratch.text = text;
        } else {
            let word = self.scratch.hashing.scalar(&value, &mut self.scratch.text);
            self.compare(word, &value);
        }
    }

    fn event(&mut self, binding: &Binding<'_>) {
        let mut text = std::mem::take(&mut self.scratch.text);
        let start = begin_offer(&mut text, binding.event);
        let bound = binding.write_handler(&mut text);
        if bound && self.scratch.controls.can_fire(binding.control) {
            self.scratch.offers.push(self.scratch.hashing.offer(&text));
        }
        let handler = text.get(start..).unwrap_or_default();
        let mut arguments = std::mem::take(&mut self.scratch.arguments);
        let value = if let Some(local) = binding.local().filter(|_| !self.evaluates) {
            arguments.clear();
            (local.write)(&mut arguments);
            Scalar::Local { handler: Some(handler), arguments: &arguments }
        } else if bound {
            Scalar::Text(handler)
        } else {
            Scalar::Absent
        };
        let word = self.scratch.hashing.scalar(&value, &mut String::new());
        self.compare(word, &value);
        self.scratch.arguments = arguments;
        self.scratch.text = text;
    }

    fn local(&mut self, arguments: Arguments<'_>) -> bool {
        if self.evaluates {
            return true;
        }
        let mut text = std::mem::take(&mut self.scratch.arguments);
        text.clear();
        (arguments.write)(&mut text);
        let value = Scalar::Local { handler: None, arguments: &text };
        let word = self.scratch.hashing.scalar(&value, &mut String::new());
        self.compare(word, &value);
        self.scratch.arguments = text;
        false
    }

    fn field(&mut self, field: LocalField<'_>) {
        if self.evaluates || self.scratch.fields.contains(&field.name) {
            return;
        }
        self.scratch.fields.push(field.name);
        let mut text = std::mem::take(&mut self.scratch.arguments);
        text.clear();
        (field.value)(&mut text);
        let hash = self.scratch.hashing.field(field.name, &text);
        self.scratch.offers.push(hash);
        if !self.offered.contains(&hash)
            && let Some(writer) = self.writer.as_deref_mut()
        {
            let mut kind = String::new();
            (field.kind)(&mut kind);
            writer.field(field.name, &kind, &text);
            self.wrote = true;
        }
        self.scratch.arguments = text;
    }

    fn child(&mut self, child: Box<dyn Child>) {
        let (module, props) = (child.module(), child.props_digest());
        let place = self.place_of(module);
        let kept = match self.expected().and_then(|(at, _)| self.old.get(at..)) {
            Some([word, old_place, old_props, ..]) if tag(*word) == Tag::Child && *old_place == place => {
                Some((field(*word), *old_props))
            }
            _ => None,
        };
        let birth = kept.map_or_else(|| self.host.birth(place), |(birth, _)| birth);
        let id = ChildId { place, birth };
        self.scratch.children.push(id);
        self.scratch.words.extend([header(Tag::Child, birth, 0), place, props]);
        if let Some((_, old_props)) = kept {
            if self.mirrors > 0 {
                let token = self.host.sent_again(id, &*child);
                self.mirror(Part::Child(ChildSlot { module, token: &token, birth }));
            }
            if old_props != props {
                self.host.updated(id, child);
            }
        } else if self.writer.is_none() {
            self.host.standing(id, child);
        } else {
            let token = self.host.started(id, child);
            self.scratch.started.push(id);
            let part = Part::Child(ChildSlot { module, token: &token, birth });
            self.mirror(part);
            self.begin_whole();
            self.write_whole(part);
        }
        self.advance();
    }

    fn list(&mut self) {
        let old = match self.expected() {
            Some((at, word)) if tag(word) == Tag::List => Some(OldList::new(self.old, at, &self.scratch.keyed)),
            _ => None,
        };
        if old.is_none() {
            self.begin_whole();
            self.write_whole(Part::List);
        } else if let Some(writer) = self.writer.as_deref_mut()
            && writer.mirrors()
        {
            writer.open_mirror();
            self.mirrors += 1;
        }
        self.mirror(Part::List);
        self.enter(DiffNodeKind::List, if old.is_some() { 0 } else { NONE });
        self.scratch.lists.push(OpenList { old, key: 0 });
    }

    fn item(&mut self, key: u64) {
        if let Some(list) = self.scratch.lists.last_mut() {
            list.key = key;
            self.top.slot += 1;
            self.scratch.words.push(list.key);
        }
    }

    fn end_list(&mut self) {
        if !matches!(self.top.kind, DiffNodeKind::List) {
            return self.fail(unfinished());
        }
        let Some(OpenList { old, .. }) = self.scratch.lists.pop() else {
            return self.fail(unfinished());
        };
        let count = self.top.slot;
        self.mirror(Part::EndList);
        match old {
            None => self.write_whole(Part::EndList),
            Some(list) => {
                let changed_places = list.finish(count, &mut self.scratch.keyed);
                if changed_places {
                    self.open_changes();
                }
                if let Some(writer) = self.writer.as_deref_mut() {
                    let KeyedScratch { removed, moved, .. } = &self.scratch.keyed;
                    if changed_places && !(removed.is_empty() && moved.is_empty()) {
                        writer.edits(ListEdits { removed, moved });
                    }
                    if self.mirrors > 0 {
                        writer.close_mirror(changed_places);
                        self.mirrors -= 1;
                    }
                }
            }
        }
        self.leave(Tag::List, count);
    }

    fn offer(&mut self, binding: &Binding<'_>) {
        if !self.scratch.controls.can_fire(binding.control) {
            return;
        }
        let text = &mut self.scratch.text;
        begin_offer(text, binding.event);
        if binding.write_handler(text) {
            self.scratch.offers.push(self.scratch.hashing.offer(text));
        }
    }

    fn choice(&mut self, field: &str, value: &str, choosing: Choosing, control: Control) {
        if self.scratch.controls.can_fire(control) {
            self.scratch.offers.push(self.scratch.hashing.choice(field, value, choosing));
        }
    }

    fn fieldset(&mut self, disabled: bool) {
        self.scratch.controls.fieldset(disabled);
    }
    fn end_fieldset(&mut self) {
        self.scratch.controls.end_fieldset();
    }
    fn legend(&mut self) {
        self.scratch.controls.legend(true);
    }
    fn end_legend(&mut self) {
        self.scratch.controls.legend(false);
    }
    fn secret(&self) -> Secret {
        self.host.secret()
    }
}
