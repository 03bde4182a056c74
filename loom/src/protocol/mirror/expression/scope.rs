//! [`Scope`], the page around an evaluation.

use std::collections::{BTreeMap, BTreeSet};

use super::value::Value;

/// The data that an evaluation reads, and what it changes.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The fields that are in the browser, by name.
    pub fields: BTreeMap<String, Value>,
    /// The names of the fields that were set, also to the values that they had.
    pub written: BTreeSet<String>,
    /// The values that the server took when it rendered.
    pub arguments: Vec<Value>,
    /// The DOM event, for an action.
    pub event: Event,
    /// The effects that were asked for: the name of each, with its arguments.
    pub effects: Vec<(String, Vec<Value>)>,
}

/// The data of a DOM event.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// The value of its control.
    pub value: Option<String>,
    /// The key that was pressed.
    pub key: Option<String>,
    /// Whether its box is checked.
    pub checked: Option<bool>,
}

/// The reason why an evaluation has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A calculation had none: the browser abandons the evaluation, and drops what it changed.
    Abandoned,
    /// The code does not fit the values: a fault of who wrote it.
    Malformed(String),
}

impl Stop {
    /// Code that does not fit.
    pub(super) fn malformed(what: impl std::fmt::Display) -> Self {
        Self::Malformed(what.to_string())
    }
}
