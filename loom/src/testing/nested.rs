//! What a render says of the components nested in the rendered one.

use crate::tree::{Child, ChildHost, ListEdits, Part, PatchWriter};

/// What is to be done about nested components, by their numbers, once a render is through.
#[derive(Default)]
pub(super) struct Nested {
    /// They have come.
    pub(super) started: Vec<(u32, Box<dyn Child>)>,
    /// They were given other props.
    pub(super) updated: Vec<(u32, Box<dyn Child>)>,
    /// They are not there any more.
    pub(super) ended: Vec<u32>,
}

impl ChildHost for Nested {
    fn started(&mut self, number: u32, child: Box<dyn Child>) -> String {
        self.started.push((number, child));
        String::new()
    }

    fn updated(&mut self, number: u32, child: Box<dyn Child>) {
        self.updated.push((number, child));
    }

    fn sent_again(&mut self, _number: u32, _child: &dyn Child) -> String {
        String::new()
    }

    fn standing(&mut self, number: u32, child: Box<dyn Child>) {
        self.started.push((number, child));
    }

    fn ended(&mut self, number: u32) {
        self.ended.push(number);
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
