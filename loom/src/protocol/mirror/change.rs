//! Changes inside what stands there.

use serde_json::Value as Json;

use super::{
    list, merge, mismatch,
    template::Templates,
    tree::{Tree, Value},
    value::{index, slot_value, value},
};
use crate::Result;

/// Applies a flat array of pairs, slot and new value, to a tree.
pub(super) fn change_tree(tree: &mut Tree, pairs: Vec<Json>, templates: &Templates) -> Result<()> {
    let mut pairs = pairs.into_iter();
    while let Some(at) = pairs.next() {
        let new = pairs.next().ok_or_else(|| mismatch(format_args!("slot {at} has no value")))?;
        set(tree, index(&at)?, new, templates)?;
    }
    Ok(())
}

/// Gives a slot its new value, or changes what is in it.
pub(super) fn set(tree: &mut Tree, at: usize, new: Json, templates: &Templates) -> Result<()> {
    if tree.template.codes.contains_key(&at) {
        let new = slot_value(&tree.template, at, new, templates)?;
        if let Some(old) = tree.values.get_mut(at) {
            *old = new;
        }
        return Ok(());
    }
    let kind = tree.template.slots.get(at).map(|slot| &slot.kind);
    let (Some(kind), Some(old)) = (kind, tree.values.get_mut(at)) else {
        return Err(mismatch(format_args!("`{}` has no slot {at}", tree.template.fingerprint)));
    };
    match (new, old) {
        (Json::Array(pairs), Value::Tree(inner)) => change_tree(inner, pairs, templates),
        (Json::Array(pairs), Value::List(items)) => {
            for (at, change) in list::rearrange(items, pairs, templates)? {
                let item = items.get_mut(at).ok_or_else(|| mismatch(format_args!("there is no item {at}")))?;
                change_tree(&mut item.tree, change, templates)?;
            }
            Ok(())
        }
        (Json::Array(more), Value::Text(text)) => match more.as_slice() {
            [Json::String(more)] => {
                text.push_str(more);
                Ok(())
            }
            _ => Err(mismatch(format_args!("{more:?} is not the end of a text"))),
        },
        (Json::Array(_), old) => Err(mismatch(format_args!("there is no change of {old:?}"))),
        (new, old) => {
            let new = value(kind, new, templates)?;
            *old = match (std::mem::replace(old, Value::Absent), new) {
                // A patch names only a nested component that is new.
                (Value::Child(_), new @ Value::Child(_)) => new,
                (standing, new) => merge::value(standing, new),
            };
            Ok(())
        }
    }
}
