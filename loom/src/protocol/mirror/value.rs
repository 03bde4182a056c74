//! Whole values, as frames bring them.

use serde_json::{Map, Value as Json};

use super::{
    expression,
    fields::Fields,
    keys, mismatch,
    template::{Kind, Slot, Template, Templates},
    tree::{Action, Child, Computed, Item, Tree, Value},
};
use crate::Result;

/// The elements of an array.
pub(super) fn array(json: Json) -> Result<Vec<Json>> {
    match json {
        Json::Array(values) => Ok(values),
        other => Err(mismatch(format_args!("{other} is not an array"))),
    }
}

/// A number from 0.
pub(super) fn index(json: &Json) -> Result<usize> {
    let index = json.as_u64().and_then(|index| usize::try_from(index).ok());
    index.ok_or_else(|| mismatch(format_args!("{json} is not an index")))
}

fn text(json: Json) -> Result<String> {
    match json {
        Json::String(text) => Ok(text),
        other => Err(mismatch(format_args!("{other} is not a text"))),
    }
}

/// `{"FINGERPRINT":[slots...]}`.
pub(super) fn tree(json: Json, templates: &Templates) -> Result<Tree> {
    match json {
        Json::Object(map) => {
            let (fingerprint, slots) = map.into_iter().next().ok_or_else(|| mismatch("`{}` is not a tree"))?;
            tree_of(&fingerprint, slots, templates)
        }
        other => Err(mismatch(format_args!("{other} is not a tree"))),
    }
}

/// The tree of this template with these slots.
pub(super) fn tree_of(fingerprint: &str, slots: Json, templates: &Templates) -> Result<Tree> {
    let (template, slots) = (templates.find(fingerprint)?, array(slots)?);
    if slots.len() != template.slots.len() {
        return Err(mismatch(format_args!(
            "a tree of `{fingerprint}` has {} values for {} slots",
            slots.len(),
            template.slots.len()
        )));
    }
    let values = slots.into_iter().enumerate().map(|(index, json)| slot_value(&template, index, json, templates));
    let values = values.collect::<Result<_>>()?;
    Ok(Tree { template, values })
}

/// The whole value of a slot.
pub(super) fn slot_value(template: &Template, index: usize, json: Json, templates: &Templates) -> Result<Value> {
    let slot = template.slots.get(index);
    if !template.codes.contains_key(&index) {
        return value(slot.map_or(&Kind::Content, |slot| &slot.kind), json, templates);
    }
    let mut given = array(json)?;
    Ok(match slot.and_then(Slot::binding) {
        Some(_) if given.is_empty() => return Err(mismatch("an action without the text of a handler")),
        Some(_) => Value::Action(Action::new(text(given.remove(0))?, arguments(&given)?)),
        None => Value::Computed(Computed::new(Value::Absent, arguments(&given)?)),
    })
}

/// The arguments of a slot with code.
pub(super) fn arguments(json: &[Json]) -> Result<Vec<expression::Value>> {
    let decoded = json
        .iter()
        .map(|json| expression::Value::decode(json).ok_or_else(|| mismatch(format_args!("{json} is not an argument"))));
    decoded.collect()
}

/// The whole value of a slot of this kind.
pub(super) fn value(kind: &Kind, json: Json, templates: &Templates) -> Result<Value> {
    Ok(match json {
        Json::Null | Json::Bool(false) => Value::Absent,
        Json::Bool(true) => Value::Bare,
        Json::Number(number) => Value::Text(number.to_string()),
        Json::String(text) => Value::Text(text),
        Json::Object(map) if *kind == Kind::Spread => attributes(map)?,
        Json::Object(mut map) if *kind == Kind::Content => {
            if let Some(runs) = map.remove("[") {
                Value::List(list(runs, map.get("#"), templates)?)
            } else if let Some(html) = map.remove("<") {
                Value::Raw(text(html)?)
            } else if let Some(named) = map.remove("@") {
                Value::Child(child(array(named)?)?)
            } else {
                Value::Tree(tree(Json::Object(map), templates)?)
            }
        }
        other => return Err(mismatch(format_args!("{other} is not a value of this slot"))),
    })
}

fn attributes(map: Map<String, Json>) -> Result<Value> {
    let attribute = |(name, value)| match value {
        Json::Bool(true) => Ok((name, None)),
        value => Ok((name, Some(text(value)?))),
    };
    map.into_iter().map(attribute).collect::<Result<_>>().map(Value::Attributes)
}

/// `[module, token, birth?]`.
fn child(named: Vec<Json>) -> Result<Child> {
    let mut named = named.into_iter();
    let mut next = || named.next().unwrap_or_default();
    let (module, token, birth) = (text(next())?, text(next())?, next());
    Ok(Child { module, token, birth: birth.as_u64().unwrap_or_default(), id: None, page: None, fields: Fields::new() })
}

/// The items of runs, with the keys that stand beside them.
fn list(runs: Json, beside: Option<&Json>, templates: &Templates) -> Result<Vec<Item>> {
    let mut keys = keys::read(beside.and_then(Json::as_str).unwrap_or_default()).into_iter();
    let mut fingerprint = String::new();
    let mut items = Vec::new();
    for run in array(runs)? {
        match run {
            Json::String(text) => fingerprint = text,
            slots => items.push(Item { key: keys.next(), tree: tree_of(&fingerprint, slots, templates)? }),
        }
    }
    let have_keys = items.first().is_some_and(|item| item.key.is_some());
    if keys.next().is_some() || items.iter().any(|item| item.key.is_some() != have_keys) {
        return Err(mismatch("all items of a list have keys, or none"));
    }
    Ok(items)
}
