//! [`BrowserFields`], the fields of a component that expressions name: the browser's own, the server's with what the browser does ahead of it, and
//! those of controls.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::element::Element;
use crate::protocol::mirror::{
    Action, Field, Fields, Owner,
    expression::{Event, Scope, Value},
};

/// An effect: its name and its arguments.
pub(super) type PageEffect = (String, Vec<String>);

type Values = BTreeMap<String, Value>;

/// Fields that outlive a page, by the component's registered name and their own.
#[derive(Clone, Debug, Default)]
pub(super) struct Storage(Arc<Mutex<BTreeMap<(String, String), Value>>>);

impl Storage {
    fn get(&self, module: &str, name: &str) -> Option<Value> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&(module.to_owned(), name.to_owned())).cloned()
    }

    fn set(&self, module: &str, name: &str, value: Value) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert((module.to_owned(), name.to_owned()), value);
    }
}

/// An action that was done ahead of an event of the server.
struct Ahead {
    /// The number of the event.
    event: u64,
    action: Action,
    happened: Event,
    /// The fields that are not the server's, as they were.
    seen: Values,
}

/// The fields of a component.
pub(super) struct BrowserFields {
    module: String,
    /// The fields as the server has said them.
    told: Fields,
    /// The browser's own.
    own: Values,
    /// The server's, with the actions that are under way.
    ahead: Values,
    /// The values of the controls that are bound to fields.
    controls: Values,
    pending: Vec<Ahead>,
    tab: Storage,
    browser: Storage,
}

impl BrowserFields {
    pub(super) fn new(module: String, tab: Storage, browser: Storage) -> Self {
        let (told, own, ahead, controls, pending) = Default::default();
        Self { module, told, own, ahead, controls, pending, tab, browser }
    }

    /// Takes what the server says. The first value of the browser's own fields counts, and no other.
    pub(super) fn merge(&mut self, fields: Fields) {
        for (name, field) in fields {
            let is_own = matches!(field.owner, Owner::Page | Owner::Tab | Owner::Browser);
            if is_own && !self.own.contains_key(&name) {
                let kept = self.storage(field.owner).and_then(|storage| storage.get(&self.module, &name));
                let value = kept.filter(|kept| field.takes(kept)).unwrap_or_else(|| field.value.clone());
                self.own.insert(name.clone(), value);
            }
            self.told.insert(name, field);
        }
    }

    /// Takes back the actions whose events are answered, and does those that are left once more, on top of what the server says.
    pub(super) fn settle(&mut self, is_under_way: impl Fn(u64) -> bool) {
        self.ahead.clear();
        let mut pending = std::mem::take(&mut self.pending);
        pending.retain(|ahead| is_under_way(ahead.event));
        for ahead in &pending {
            if let Some(after) = self.attempt(ahead) {
                self.run_ahead(&after);
            }
        }
        self.pending = pending;
    }

    /// The values of all fields.
    pub(super) fn values(&self) -> Values {
        let mut values: Values = self.told.iter().map(|(name, field)| (name.clone(), field.value.clone())).collect();
        for newer in [&self.ahead, &self.own, &self.controls] {
            values.extend(newer.iter().map(|(name, value)| (name.clone(), value.clone())));
        }
        values
    }

    /// The fields that a handler receives, as the client sends them.
    pub(super) fn sent_to(&self, handler: &str) -> Option<String> {
        let name = handler.split('(').next().unwrap_or_default();
        let mut values = self.values();
        values.retain(|field, _| self.told.get(field).is_some_and(|told| told.receivers.iter().any(|one| one == name)));
        (!values.is_empty()).then(|| Value::sent(values))
    }

    /// Does an action as a whole or not at all, and gives its effects. `event` is the number of the server's that it is done ahead of.
    pub(super) fn act(&mut self, action: Action, happened: Event, event: Option<u64>) -> Vec<PageEffect> {
        let mut seen = self.values();
        seen.retain(|name, _| self.owner(name) != Some(Owner::Mirror));
        let ahead = Ahead { event: event.unwrap_or_default(), action, happened, seen };
        let Some(after) = self.attempt(&ahead) else { return Vec::new() };
        for name in &after.written {
            let (Some(owner), Some(value)) = (self.owner(name), after.fields.get(name)) else { continue };
            if owner != Owner::Mirror {
                self.own.insert(name.clone(), value.clone());
                if let Some(storage) = self.storage(owner) {
                    storage.set(&self.module, name, value.clone());
                }
            }
        }
        if event.is_some() && self.run_ahead(&after) {
            self.pending.push(ahead);
        }
        let text = |value: Value| value.show(None).unwrap_or_default();
        after.effects.into_iter().map(|(name, given)| (name, given.into_iter().map(text).collect())).collect()
    }

    /// Takes the values of the controls of the component, by the fields that they are bound to. Whether one is another than before.
    pub(super) fn read_controls(&mut self, controls: &BTreeMap<&str, Vec<&Element>>) -> bool {
        let bound = self.told.iter().filter(|(_, field)| field.owner == Owner::Control);
        let read =
            bound.filter_map(|(name, field)| Some((name.clone(), control_value(field, controls.get(name.as_str())?)?)));
        let read: Values = read.collect();
        let differs = read != self.controls;
        self.controls = read;
        differs
    }

    /// Runs an action over the fields that it has seen, without a change of these.
    fn attempt(&self, ahead: &Ahead) -> Option<Scope> {
        let mut fields = self.values();
        fields.extend(ahead.seen.clone());
        let mut scope = Scope { fields, event: ahead.happened.clone(), ..Scope::default() };
        ahead.action.run(&mut scope).then_some(scope)
    }

    /// Shows the values that an action has given the server's fields. Whether there are any.
    fn run_ahead(&mut self, after: &Scope) -> bool {
        let mirrored: Vec<&String> =
            after.written.iter().filter(|name| self.owner(name) == Some(Owner::Mirror)).collect();
        for name in &mirrored {
            if let Some(value) = after.fields.get(*name) {
                self.ahead.insert((*name).clone(), value.clone());
            }
        }
        !mirrored.is_empty()
    }

    fn owner(&self, name: &str) -> Option<Owner> {
        self.told.get(name).map(|field| field.owner)
    }

    fn storage(&self, owner: Owner) -> Option<&Storage> {
        match owner {
            Owner::Tab => Some(&self.tab),
            Owner::Browser => Some(&self.browser),
            _ => None,
        }
    }
}

/// The value that controls hold which are bound to a field; `None` if it is none of the field's type.
fn control_value(field: &Field, controls: &[&Element]) -> Option<Value> {
    let first = controls.first()?;
    let is_box = first.tag() == "input" && matches!(first.kind(), "checkbox" | "radio");
    let texts = match first.tag() {
        "select" => first.chosen(),
        _ if is_box && field.shape == "z" => return Some(Value::Bool(first.is_checked())),
        _ if is_box => controls.iter().filter(|control| control.is_checked()).map(|control| control.value()).collect(),
        _ => vec![first.value()],
    };
    match texts.first() {
        _ if field.shape.starts_with('[') => field.parse_items(&texts),
        Some(text) => field.parse(text),
        None => field.parse("").filter(|_| field.shape.starts_with('?')),
    }
}
