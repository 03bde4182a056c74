//! Trees of pages, for the client that goes from one page to another: whole trees in dialect 2, with a gap for each live component, whose own
//! tree is written once it has been mounted.

use std::{
    cell::RefCell,
    hash::{BuildHasher as _, Hasher as _},
};

use foldhash::quality::{FixedState, FoldHasher};

use super::{KnownTemplates, dialect2::Dialect2Writer};
use crate::{
    Html, RenderError,
    tree::{ListEdits, PagePart, Part, PatchWriter, PlacedChild, Scratch, Secret, render_unjoined},
};

thread_local! {
    /// Buffers of a running render. One a thread is enough: a render never waits.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

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
    let mut writer = TreeWriter::new(out, known);
    let children = SCRATCH.with_borrow_mut(|scratch| render_unjoined(html, secret, scratch, &mut writer))?;
    let (gaps, fields, digest) = writer.finish();
    let children = gaps.into_iter().zip(children);
    let children = children.map(|(offset, (place, child))| PlacedChild { offset, place, child }).collect();
    Ok(PagePart { root: 0, digest, children, fields, arguments: String::new() })
}

/// Writes one whole tree.
pub(crate) struct TreeWriter<'w> {
    inner: Dialect2Writer<'w>,
    /// The positions at which a live component's members are to stand.
    gaps: Vec<usize>,
    /// Over what was written, and the names of the components.
    digest: FoldHasher<'static>,
    /// The position up to which the digest has seen it.
    digested: usize,
}

impl<'w> TreeWriter<'w> {
    pub(crate) fn new(out: &'w mut String, known: &'w mut KnownTemplates) -> Self {
        let digested = out.len();
        let digest = FixedState::with_seed(0x4c6f_6f6d).build_hasher();
        Self { inner: Dialect2Writer::of_page(out, known), gaps: Vec::new(), digest, digested }
    }

    /// The gaps, the fields that browser expressions name, and a digest of the tree, whatever the components in it. It is equal on every machine
    /// that runs the same build.
    pub(crate) fn finish(mut self) -> (Vec<usize>, String, u64) {
        self.digest_to_here();
        let fields = self.inner.take_fields();
        if !fields.is_empty() {
            self.digest.write(fields.as_bytes());
        }
        (self.gaps, fields, self.digest.finish())
    }

    fn digest_to_here(&mut self) {
        let text = self.inner.text();
        self.digest.write(text.as_bytes().get(self.digested..).unwrap_or_default());
        self.digested = text.len();
    }
}

impl PatchWriter for TreeWriter<'_> {
    fn whole(&mut self, part: Part<'_>) {
        let Part::Child(child) = part else { return self.inner.whole(part) };
        self.inner.gap();
        self.digest_to_here();
        self.digest.write(child.module.as_bytes());
        self.gaps.push(self.digested);
    }
    fn key(&mut self, key: u64) {
        self.inner.key(key);
    }
    fn field(&mut self, name: &str, kind: &str, value: &str) {
        self.inner.field(name, kind, value);
    }
    // A whole tree has no changes.
    fn open_change(&mut self, _list: bool) {}
    fn place(&mut self, _index: usize) {}
    fn insert(&mut self, _index: usize) {}
    fn edits(&mut self, _edits: ListEdits<'_>) {}
    fn close_change(&mut self) {}
}
