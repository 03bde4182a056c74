//! [`Tree`], the content of a component.

use std::{mem, sync::Arc};

use super::{
    code::{Action, Computed},
    fields::Fields,
    template::Template,
};

/// A template with the values of its slots.
#[derive(Clone, Debug)]
pub struct Tree {
    pub(super) template: Arc<Template>,
    /// One for each slot.
    pub(super) values: Vec<Value>,
}

/// The value of a slot.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// An attribute, class, property or handler that is not there.
    Absent,
    /// An attribute without a value, or a class that is there.
    Bare,
    /// Text, or a value that is text.
    Text(String),
    /// The attributes of a spread, with `None` for those without a value.
    Attributes(Vec<(String, Option<String>)>),
    Tree(Tree),
    List(Vec<Item>),
    /// HTML that was written as it is.
    Raw(String),
    Child(Child),
    /// A value that the browser computes.
    Computed(Computed),
    /// A handler beside which the browser does something.
    Action(Action),
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    /// Its key as the wire has it, where it has one.
    pub(super) key: Option<String>,
    pub(super) tree: Tree,
}

/// A nested component where it stands.
#[derive(Clone, Debug)]
pub struct Child {
    /// Its registered name.
    pub module: String,
    /// By which it is joined.
    pub token: String,
    /// Tells it from others of its place.
    pub(super) birth: u64,
    /// The id that the client has given it; `None` before.
    pub id: Option<u64>,
    /// Its content in the page; taken by the client when it joins.
    pub page: Option<Box<Tree>>,
    /// The fields that the expressions of its page name.
    pub fields: Fields,
}

impl Tree {
    /// Shows `visit` each nested component, in document order.
    pub fn children(&mut self, visit: &mut dyn FnMut(&mut Child)) {
        for value in &mut self.values {
            match value {
                Value::Tree(tree) => tree.children(visit),
                Value::List(items) => items.iter_mut().for_each(|item| item.tree.children(visit)),
                Value::Child(child) => visit(child),
                _ => {}
            }
        }
    }

    pub(super) fn is_of(&self, other: &Self) -> bool {
        self.template.fingerprint == other.template.fingerprint
    }

    /// The value of a slot, which is left empty.
    pub(super) fn take(&mut self, slot: usize) -> Option<Value> {
        self.values.get_mut(slot).map(|value| mem::replace(value, Value::Absent))
    }
}

impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        self.is_of(other) && self.values == other.values
    }
}

/// Which id the client has given it, and what the page has in it, are not part of what it is.
impl PartialEq for Child {
    fn eq(&self, other: &Self) -> bool {
        (&self.module, &self.token, self.birth) == (&other.module, &other.token, other.birth)
    }
}
