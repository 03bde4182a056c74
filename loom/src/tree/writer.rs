//! The writer behind a print's sink, and the receiver of nested components: implemented by the floors above.

use super::{Child, ChildId, Scalar, Secret, Template};

/// A part of a whole value, in document order.
#[derive(Clone, Copy, Debug)]
pub enum Part<'v> {
    /// A tree begins; its slots follow, one value each.
    Open(&'static Template),
    /// The innermost tree ends.
    Close,
    /// The value of slot `index` of `template`, made safe already.
    Scalar {
        /// The tree's template.
        template: &'static Template,
        /// Which of its slots.
        index: usize,
        /// The value.
        value: Scalar<'v>,
    },
    /// A live component.
    Child(ChildSlot<'v>),
    /// A list begins; a tree for each item follows.
    List,
    /// The innermost list ends.
    EndList,
}

/// The data that a client needs to join a live component that it meets in a patch.
#[derive(Clone, Copy, Debug)]
pub struct ChildSlot<'v> {
    /// Its registered name.
    pub module: &'v str,
    /// Its token.
    pub token: &'v str,
    /// When it was born: see [`ChildId`].
    pub birth: u32,
}

/// Which old items of a list went and which moved. The ones that came were written as they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListEdits<'e> {
    /// Pairs of an old index, and how many items from there are gone.
    pub removed: &'e [(u32, u32)],
    /// Pairs of an old index and a new index.
    pub moved: &'e [(u32, u32)],
}

/// Writes a whole tree, or what changed in one.
///
/// A whole value is a sequence of `whole`. A change is `open_change`, then for each place that changed `place` with either
/// a whole value or another change, or `insert` with a whole tree, and at last `close_change`. The first call for a
/// render says what it is: `whole` or `open_change`. Nothing is called when nothing changed.
pub trait PatchWriter {
    /// The next part of a whole value.
    fn whole(&mut self, part: Part<'_>);
    /// The changes inside a tree, or inside a list if `list`, follow.
    fn open_change(&mut self, list: bool);
    /// The value, or change, for this slot or item of the innermost change follows.
    fn place(&mut self, index: usize);
    /// The text of this slot's place has grown, by this at its end. False if the writer cannot say so: then the whole follows.
    fn grow(&mut self, _more: &str) -> bool {
        false
    }
    /// A new item follows, that ends up at `index` of the list.
    fn insert(&mut self, index: usize);
    /// The item that follows, of a list that is written whole or a new one, has a key of this word; 0 for none.
    fn key(&mut self, _key: u64) {}
    /// Which items of the innermost change's list went and moved. Not called when none came, went or moved.
    fn edits(&mut self, edits: ListEdits<'_>);
    /// The innermost change ends.
    fn close_change(&mut self);

    /// A field that browser expressions name has this value, which the client does not know.
    fn field(&mut self, _name: &str, _kind: &str, _value: &str) {}
    /// Whether lists must also be given whole while what changed in them is found out, for a dialect that sends a list
    /// whole when its items changed places.
    fn mirrors(&self) -> bool {
        false
    }
    /// A list begins that is being compared; all of it is given to `mirror`, beginning with [`Part::List`].
    fn open_mirror(&mut self) {}
    /// The next part of all lists under comparison.
    fn mirror(&mut self, _part: Part<'_>) {}
    /// The innermost of those lists ended. If `replace`, its items came, went or moved, and its change, which is
    /// still open, is to be replaced by the whole list.
    fn close_mirror(&mut self, _replace: bool) {}
}

/// Takes part in a render on behalf of the nested live components that it meets.
///
/// They keep their [`ChildId`] while the slot they are in, or its item's key, and their module stay.
pub trait ChildHost {
    /// By which keys of items are hashed.
    fn secret(&self) -> Secret;
    /// Whether the client evaluates no browser expressions, so that it is sent the server's values of them.
    fn evaluates(&self) -> bool {
        false
    }
    /// When the component was born that is met in this place, and that the last render did not meet there. Asked once for each.
    fn birth(&mut self, place: u64) -> u32;
    /// A component has come. Gives the token by which the client joins it.
    fn started(&mut self, id: ChildId, child: Box<dyn Child>) -> String;
    /// A component that is there already was given other props.
    fn updated(&mut self, id: ChildId, child: Box<dyn Child>);
    /// A component that is there already is sent again, as part of a list that is sent whole: gives a token once more.
    /// Called only for writers that [mirror](PatchWriter::mirrors).
    fn sent_again(&mut self, id: ChildId, child: &dyn Child) -> String;
    /// A silent render met a component. The client has it from the page.
    fn standing(&mut self, id: ChildId, child: Box<dyn Child>);
    /// A component is not rendered any more, or one just started is not rendered after all.
    fn ended(&mut self, id: ChildId);
}

/// A host for where no nested components are: what it is told, it forgets.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoChildren;

impl ChildHost for NoChildren {
    fn secret(&self) -> Secret {
        Secret::default()
    }
    fn birth(&mut self, _place: u64) -> u32 {
        0
    }
    fn started(&mut self, _id: ChildId, _child: Box<dyn Child>) -> String {
        String::new()
    }
    fn updated(&mut self, _id: ChildId, _child: Box<dyn Child>) {}
    fn sent_again(&mut self, _id: ChildId, _child: &dyn Child) -> String {
        String::new()
    }
    fn standing(&mut self, _id: ChildId, _child: Box<dyn Child>) {}
    fn ended(&mut self, _id: ChildId) {}
}
