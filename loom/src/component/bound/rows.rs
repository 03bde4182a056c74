//! Rows of lists and maps, which a path names by their keys.

use std::{
    borrow::Borrow,
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, Hash},
};

use serde::{Serialize, de::DeserializeOwned};

use super::{Bind, Key, Reach};
use crate::protocol::place;

/// A struct that is a row of a list: one field of it, `#[bind(key)]`, tells it from the other rows.
///
/// `#[derive(Bind)]` implements it where a field is so marked.
#[diagnostic::on_unimplemented(
    message = "rows of `{Self}` have no key",
    label = "by its position alone a row could be taken for another, once a row was removed",
    note = "mark the field of `{Self}` that tells it from other rows: `#[bind(key)] id: u32`"
)]
pub trait Keyed {
    /// The type of the key.
    type Key: Serialize + DeserializeOwned + PartialEq;

    /// The row's key.
    fn key(&self) -> &Self::Key;
}

/// Takes `to` to the row of its key.
pub fn reach_row<T: Keyed + Bind>(rows: &mut [T], rest: &str, to: &mut Reach<'_>) -> bool {
    let Some((key, rest)) = place::key::<T::Key>(rest) else { return false };
    rows.iter_mut().find(|row| *row.key() == key).is_some_and(|row| row.reach(rest, to))
}

/// Rows one behind the other, each with its key: what `bind(self.order.lines)` goes through.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no rows to bind",
    note = "a `Vec` of structs with `#[bind(key)]`, an array, a `HashMap` and a `BTreeMap` have rows"
)]
pub trait Parts {
    /// The type of a row.
    type Item;

    /// The rows, with their keys.
    fn parts(&self) -> PartsOf<'_, Self::Item>;
}

/// Rows one behind the other, each with its key.
pub type PartsOf<'a, T> = Box<dyn Iterator<Item = (Key<'a>, &'a T)> + 'a>;

/// Rows that have positions: `self.order.lines[0]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no rows with positions",
    label = "`[...]` takes the position of a row in a `Vec` or an array",
    note = "write `.by(key)` for a value of a map"
)]
pub trait Rows {
    /// The type of a row.
    type Item;

    /// The row at a position.
    fn nth(&self, index: usize) -> Option<(Key<'_>, &Self::Item)>;
}

/// Rows that are found by their keys: `self.order.lines.by(3)`.
#[diagnostic::on_unimplemented(
    message = "rows of `{Self}` are not found by a `{Q}`",
    note = "a `Vec` of structs with `#[bind(key)]`, a `HashMap` and a `BTreeMap` find their rows by `.by(key)`"
)]
pub trait ByKey<Q> {
    /// The type of a row.
    type Item;

    /// The row of a key.
    fn by(&self, key: &Q) -> Option<(Key<'_>, &Self::Item)>;
}

/// A value by which a key of type `K` is found: one like it, a reference to one, or a text for a `String`.
#[diagnostic::on_unimplemented(message = "`{Self}` is no key of the rows, which is a `{K}`")]
pub trait KeyLike<K> {
    /// The form in which it is compared.
    type Form: ?Sized;

    /// It in this form.
    fn form(&self) -> &Self::Form;
}

impl<K> KeyLike<K> for K {
    type Form = K;

    fn form(&self) -> &K {
        self
    }
}

impl<K> KeyLike<K> for &K {
    type Form = K;

    fn form(&self) -> &K {
        self
    }
}

impl KeyLike<String> for &str {
    type Form = str;

    fn form(&self) -> &str {
        self
    }
}

impl<T: Keyed> Parts for Vec<T> {
    type Item = T;

    fn parts(&self) -> PartsOf<'_, T> {
        Box::new(self.iter().map(|row| (Key::Of(row.key()), row)))
    }
}

impl<T: Keyed> Rows for Vec<T> {
    type Item = T;

    fn nth(&self, index: usize) -> Option<(Key<'_>, &T)> {
        self.get(index).map(|row| (Key::Of(row.key()), row))
    }
}

impl<T: Keyed, Q: KeyLike<T::Key>> ByKey<Q> for Vec<T>
where
    T::Key: Borrow<Q::Form>,
    Q::Form: PartialEq,
{
    type Item = T;

    fn by(&self, key: &Q) -> Option<(Key<'_>, &T)> {
        self.iter().find(|row| *row.key().borrow() == *key.form()).map(|row| (Key::Of(row.key()), row))
    }
}

impl<T, const N: usize> Parts for [T; N] {
    type Item = T;

    fn parts(&self) -> PartsOf<'_, T> {
        Box::new(self.iter().enumerate().map(|(index, row)| (Key::At(index), row)))
    }
}

impl<T, const N: usize> Rows for [T; N] {
    type Item = T;

    fn nth(&self, index: usize) -> Option<(Key<'_>, &T)> {
        self.get(index).map(|row| (Key::At(index), row))
    }
}

impl<K: Serialize, V, S> Parts for HashMap<K, V, S> {
    type Item = V;

    fn parts(&self) -> PartsOf<'_, V> {
        Box::new(self.iter().map(|(key, value)| (Key::Of(key), value)))
    }
}

impl<K: Serialize + Eq + Hash + Borrow<Q::Form>, V, S: BuildHasher, Q: KeyLike<K>> ByKey<Q> for HashMap<K, V, S>
where
    Q::Form: Eq + Hash,
{
    type Item = V;

    fn by(&self, key: &Q) -> Option<(Key<'_>, &V)> {
        self.get_key_value(key.form()).map(|(key, value)| (Key::Of(key), value))
    }
}

impl<K: Serialize, V> Parts for BTreeMap<K, V> {
    type Item = V;

    fn parts(&self) -> PartsOf<'_, V> {
        Box::new(self.iter().map(|(key, value)| (Key::Of(key), value)))
    }
}

impl<K: Serialize + Ord + Borrow<Q::Form>, V, Q: KeyLike<K>> ByKey<Q> for BTreeMap<K, V>
where
    Q::Form: Ord,
{
    type Item = V;

    fn by(&self, key: &Q) -> Option<(Key<'_>, &V)> {
        self.get_key_value(key.form()).map(|(key, value)| (Key::Of(key), value))
    }
}
