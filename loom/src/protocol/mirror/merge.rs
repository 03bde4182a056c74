//! A whole value is written into what stands there, so that nested components stay what they are.

use std::collections::HashMap;

use super::tree::{Child, Item, Tree, Value};

/// Writes `new` into `old`.
pub(super) fn value(old: Value, new: Value) -> Value {
    match (old, new) {
        (Value::Tree(old), Value::Tree(new)) => Value::Tree(tree(old, new)),
        (Value::List(old), Value::List(new)) => Value::List(list(old, new)),
        (Value::Child(old), Value::Child(new)) if is_same(&old, &new) => Value::Child(old),
        (_, new) => new,
    }
}

/// Writes a tree into another, slot by slot where both are of one template.
pub(super) fn tree(mut old: Tree, new: Tree) -> Tree {
    if !old.is_of(&new) {
        return new;
    }
    let Tree { template, values } = new;
    let merged = values.into_iter().enumerate().map(|(slot, new)| match old.take(slot) {
        Some(old) => value(old, new),
        None => new,
    });
    Tree { values: merged.collect(), template }
}

/// Writes a list into another: an item into that of the same key, or, without a key, into that of the same index.
fn list(old: Vec<Item>, new: Vec<Item>) -> Vec<Item> {
    let places = places_of_keys(&old, &new);
    let mut old: Vec<Option<Item>> = old.into_iter().map(Some).collect();
    let merged = new.into_iter().enumerate().map(|(at, Item { key, tree: new })| {
        let from = key.as_ref().map_or(Some(at), |key| places.get(key).copied());
        let stands = from.and_then(|from| old.get_mut(from)?.take_if(|item| item.key == key));
        let tree = match stands {
            Some(item) => tree(item.tree, new),
            None => new,
        };
        Item { key, tree }
    });
    merged.collect()
}

/// The positions of old items by their keys. Of two items with one key neither is known again.
fn places_of_keys(old: &[Item], new: &[Item]) -> HashMap<String, usize> {
    let is_once = |items: &[Item], key: &str| items.iter().filter(|item| item.key.as_deref() == Some(key)).count() < 2;
    let keyed = old.iter().enumerate().filter_map(|(at, item)| Some((item.key.clone()?, at)));
    keyed.filter(|(key, _)| is_once(old, key) && is_once(new, key)).collect()
}

fn is_same(old: &Child, new: &Child) -> bool {
    old.module == new.module && old.birth == new.birth
}
