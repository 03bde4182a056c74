//! The nodes of code.

use std::rc::Rc;

use super::value::Value;

/// The number of a local.
pub(super) type Local = usize;

/// One node of code.
#[derive(Debug)]
pub(super) enum Node {
    Constant(Value),
    Field(String),
    Local(Local),
    Argument(usize),
    Unit,
    /// An operator or method: its operands are all evaluated first.
    Call(Operator, Vec<Rc<Node>>),
    And(Rc<Node>, Rc<Node>),
    Or(Rc<Node>, Rc<Node>),
    If(Rc<Node>, Rc<Node>, Rc<Node>),
    Let(Local, Rc<Node>, Rc<Node>),
    Do(Vec<Rc<Node>>),
    Match(Rc<Node>, Vec<Arm>),
    Closure(Rc<Closure>),
    List(Vec<Rc<Node>>),
    Format(Vec<Part>),
    /// A change of the field.
    Change(Change, String, Vec<Rc<Node>>),
    Event(EventField),
    Effect(String, Vec<Rc<Node>>),
}

/// An operator.
#[derive(Clone, Debug)]
pub(super) enum Operator {
    /// One for all types.
    Plain(String),
    /// One for the type of this tag.
    Tagged(String, char),
}

/// The way in which a field is changed.
#[derive(Clone, Debug)]
pub(super) enum Change {
    Assign,
    /// `+=` and its like.
    Calculate(Operator),
    /// A method of text or lists.
    Method(String),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum EventField {
    Value,
    Key,
    Checked,
}

#[derive(Debug)]
pub(super) struct Arm {
    pub(super) pattern: Pattern,
    pub(super) guard: Rc<Node>,
    pub(super) body: Rc<Node>,
}

#[derive(Debug)]
pub(super) struct Closure {
    pub(super) parameters: Vec<Local>,
    pub(super) body: Rc<Node>,
}

/// A part of a `format!`.
#[derive(Debug)]
pub(super) enum Part {
    Text(String),
    Shown(Rc<Node>, Option<usize>),
}

#[derive(Debug)]
pub(super) enum Pattern {
    Any,
    Bind(Local, Box<Pattern>),
    Equal(Value),
    Range { low: Option<Value>, high: Option<Value>, inclusive: bool },
    None,
    Some(Box<Pattern>),
    OneOf(Vec<Pattern>),
}
