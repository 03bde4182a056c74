//! The slots of a tree that have code: the values that the browser computes, and its actions.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    expression::{self, Scope, evaluate},
    mismatch,
    template::{Code, Slot, Template},
    tree::{Action, Computed, Tree, Value},
    value::{arguments, array},
};
use crate::Result;

impl Action {
    /// Does it. Without a result it changes nothing of `scope`; whether it had one.
    pub fn run(&self, scope: &mut Scope) -> bool {
        scope.arguments.clone_from(&self.arguments);
        expression::Code::read(&self.code).is_ok_and(|code| evaluate(&code, scope).is_ok())
    }
}

impl Value {
    /// The value of a slot with code, as a page shows it. It has no arguments yet.
    pub(super) fn with_code(self, template: &Template, slot: usize) -> Self {
        match (template.slots.get(slot).and_then(Slot::binding), self) {
            (Some(_), Self::Text(handler)) => Self::Action(Action::new(handler, Vec::new())),
            (Some(_), _) => Self::Action(Action::new(String::new(), Vec::new())),
            (None, shown) => Self::Computed(Computed::new(shown, Vec::new())),
        }
    }
}

impl Tree {
    /// Gives its slots with code the arguments that a page has for them, as JSON.
    pub(super) fn give(&mut self, all: &str) -> Result<()> {
        let all = if all.is_empty() { Vec::new() } else { array(serde_json::from_str(all)?)? };
        let (mut all, mut problem) = (all.into_iter(), None);
        self.coded(&mut |code, value| {
            let count = code.0;
            if count == 0 {
                return;
            }
            let given = all.next().map_or_else(|| Err(mismatch("a slot has no arguments")), array);
            match given.and_then(|given| arguments(&given)) {
                Ok(given) if given.len() != count => {
                    problem = Some(mismatch("a slot has too many arguments, or too few"))
                }
                Ok(given) => match value {
                    Value::Computed(Computed { arguments, .. }) | Value::Action(Action { arguments, .. }) => {
                        *arguments = given;
                    }
                    _ => {}
                },
                Err(error) => problem = Some(error),
            }
        });
        match problem {
            Some(problem) => Err(problem),
            None if all.next().is_some() => Err(mismatch("there are arguments for no slot")),
            None => Ok(()),
        }
    }

    /// Computes the slots that the browser computes, of these fields, and numbers its actions.
    pub fn compute(&mut self, fields: &BTreeMap<String, expression::Value>) {
        let mut number = 0;
        self.coded(&mut |code, value| {
            match value {
                Value::Computed(computed) => {
                    let arguments = computed.arguments.clone();
                    let mut scope = Scope { fields: fields.clone(), arguments, ..Scope::default() };
                    let result = expression::Code::read(&code.1).ok().and_then(|read| evaluate(&read, &mut scope).ok());
                    *computed.shown = shown(result.flatten(), code.is_bare());
                }
                Value::Action(action) => {
                    action.number = number;
                    action.code.clone_from(&code.1);
                }
                _ => {}
            }
            number += 1;
        });
    }

    /// The action of this number.
    pub fn action(&mut self, number: usize) -> Option<Action> {
        let mut found = None;
        self.coded(&mut |_, value| match value {
            Value::Action(action) if action.number == number => found = Some(action.clone()),
            _ => {}
        });
        found
    }

    /// Shows `visit` each slot with code, in document order.
    fn coded(&mut self, visit: &mut dyn FnMut(&Code, &mut Value)) {
        let template = Arc::clone(&self.template);
        for (slot, value) in self.values.iter_mut().enumerate() {
            match (template.codes.get(&slot), value) {
                (Some(code), value) => visit(code, value),
                (None, Value::Tree(tree)) => tree.coded(visit),
                (None, Value::List(items)) => items.iter_mut().for_each(|item| item.tree.coded(visit)),
                (None, _) => {}
            }
        }
    }
}

/// A value as a slot takes it.
fn shown(value: Option<expression::Value>, is_bare: bool) -> Value {
    match value {
        None => Value::Absent,
        Some(expression::Value::List(option)) => shown(option.into_iter().next(), is_bare),
        Some(expression::Value::Bool(is_there)) if is_bare => {
            if is_there {
                Value::Bare
            } else {
                Value::Absent
            }
        }
        Some(value) => value.show(None).map_or(Value::Absent, Value::Text),
    }
}
