//! What a render says of the components nested in the rendered one.

use crate::tree::{Child, ChildHost, ChildId, ListEdits, Part, PatchWriter, Secret};

/// What is to be done about nested components once a render is through.
#[derive(Default)]
pub(super) struct Nested {
    /// They have come.
    pub(super) started: Vec<(ChildId, Box<dyn Child>)>,
    /// They were given other props.
    pub(super) updated: Vec<(ChildId, Box<dyn Child>)>,
    /// How many were born until now.
    pub(super) born: u32,
    /// They are not there any more.
    pub(super) ended: Vec<ChildId>,
}

impl ChildHost for Nested {
    fn secret(&self) -> Secret {
        Secret::default()
    }

    fn birth(&mut self, _place: u64) -> u32 {
        self.born += 1;
        self.born
    }

    fn started(&mut self, id: ChildId, child: Box<dyn Child>) -> String {
        self.started.push((id, child));
        String::new()
    }

    fn updated(&mut self, id: ChildId, child: Box<dyn Child>) {
        self.updated.push((id, child));
    }

    fn sent_again(&mut self, _id: ChildId, _child: &dyn Child) -> String {
        String::new()
    }

    fn standing(&mut self, id: ChildId, child: Box<dyn Child>) {
        self.started.push((id, child));
    }

    fn ended(&mut self, id: ChildId) {
        self.ended.push(id);
    }
}

/// Takes a patch that nobody reads: a test looks at the HTML.
pub(super) struct Unwritten;

impl PatchWriter for Unwritten {
    fn whole(&mut self, _part: Part<'_>) {}
    fn open_change(&mut self, _list: bool) {}
    fn place(&mut self, _index: usize) {}
    fn insert(&mut self, _index: usize) {}
    fn edits(&mut self, _edits: ListEdits<'_>) {}
    fn close_change(&mut self) {}
}
