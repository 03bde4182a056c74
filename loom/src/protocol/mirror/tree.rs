//! [`Tree`], the content of a component.

use std::{mem, sync::Arc};

use serde_json::Value as Json;

use super::{expression, fields::Fields, template::Template};

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

/// A value that the browser computes.
#[derive(Clone, Debug)]
pub(super) struct Computed {
    pub(super) arguments: Vec<expression::Value>,
    /// The value that was computed last, or that the page has.
    pub(super) shown: Box<Value>,
}

/// A handler beside which the browser does something.
#[derive(Clone, Debug)]
pub struct Action {
    /// The text of the server's handler; empty without one.
    pub(super) handler: String,
    pub(super) arguments: Vec<expression::Value>,
    /// Its number among the slots with code of its component.
    pub(super) number: usize,
    pub(super) code: Json,
}

impl Computed {
    pub(super) fn new(shown: Value, arguments: Vec<expression::Value>) -> Self {
        Self { arguments, shown: Box::new(shown) }
    }
}

/// The value that is shown follows from the arguments and the fields.
impl PartialEq for Computed {
    fn eq(&self, other: &Self) -> bool {
        self.arguments == other.arguments
    }
}

impl Action {
    pub(super) fn new(handler: String, arguments: Vec<expression::Value>) -> Self {
        Self { handler, arguments, number: 0, code: Json::Null }
    }
}

/// The number follows from the place.
impl PartialEq for Action {
    fn eq(&self, other: &Self) -> bool {
        (&self.handler, &self.arguments) == (&other.handler, &other.arguments)
    }
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
