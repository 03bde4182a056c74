//! The buffers of a render into a print.

use super::{
    ChildId, PageTemplates, Template,
    controls::Controls,
    keyed::{KeyedScratch, OldList},
    print::Hashing,
};

/// The buffers of renders, kept so that the next one need not allocate them again. One serves any number of
/// components, one after the other.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The words of the new print.
    pub(super) words: Vec<u64>,
    /// The words of the long texts of the new print.
    pub(super) long: Vec<u64>,
    /// The offers of the new print.
    pub(super) offers: Vec<u64>,
    /// The nested components of the new print.
    pub(super) children: Vec<ChildId>,
    /// The nested components that were started by this render.
    pub(super) started: Vec<ChildId>,
    /// The nodes around the innermost.
    pub(super) around: Vec<DiffNode>,
    /// The lists among the nodes.
    pub(super) lists: Vec<OpenList>,
    pub(super) keyed: KeyedScratch,
    pub(super) controls: Controls,
    pub(super) hashing: Hashing,
    /// The names of the fields that browser expressions of this render name.
    pub(super) fields: Vec<&'static str>,
    /// Text that had to be formatted before it could be hashed.
    pub(super) text: String,
    /// The arguments of a browser expression, or the value of a field.
    pub(super) arguments: String,
    /// Text that had to be formatted before it could be checked.
    pub(super) guard: String,
    /// The page of a silent render, of which only the digest is wanted.
    pub(super) page: String,
    pub(super) templates: PageTemplates,
}

impl Scratch {
    /// The bytes that it keeps on the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        (self.words.capacity() + self.long.capacity() + self.offers.capacity()) * 8
            + self.page.capacity()
            + self.text.capacity()
            + self.arguments.capacity()
    }

    /// The templates that the last silent render used.
    pub(crate) fn silent_templates(&self) -> impl Iterator<Item = &'static Template> {
        self.templates.iter()
    }

    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.long.clear();
        self.offers.clear();
        self.children.clear();
        self.started.clear();
        self.around.clear();
        self.lists.clear();
        self.keyed.clear();
        self.controls.clear();
        self.fields.clear();
    }
}

/// The container of the next value. Small, since one is moved for each tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct DiffNode {
    pub(super) kind: DiffNodeKind,
    /// The slot that comes next, or the number of items that have begun.
    pub(super) slot: u32,
    /// The position of its word in the new print.
    pub(super) word: u32,
    /// The position of the next slot in the old print; for a list, anything but `NONE` if it is compared.
    pub(super) old: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum DiffNodeKind {
    /// Nothing yet: the root comes.
    Root,
    /// A tree.
    Tree(&'static Template),
    /// A list: the last one of [`Scratch::lists`].
    List,
}

/// In [`DiffNode::old`]: there is nothing to compare with, so all is written whole.
pub(super) const NONE: u32 = u32::MAX;

/// A list that has not ended.
#[derive(Debug)]
pub(super) struct OpenList {
    /// The list to compare with.
    pub(super) old: Option<OldList>,
    /// The key word of the item that has begun.
    pub(super) key: u64,
}

impl DiffNode {
    pub(super) const ROOT: Self = Self { kind: DiffNodeKind::Root, slot: 0, word: 0, old: 0 };

    /// The slot or item that is being written.
    pub(super) fn place(&self) -> usize {
        match self.kind {
            DiffNodeKind::List => self.slot.saturating_sub(1) as usize,
            _ => self.slot as usize,
        }
    }
}

/// Prints are far smaller than this allows; a larger one is cut off by the words' own limit.
pub(super) fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}
