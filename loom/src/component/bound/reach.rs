//! [`Bind`], what the browser's change goes through on its way to the value that it sets.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    hash::{BuildHasher, Hash},
};

use serde::de::DeserializeOwned;

use super::BindControl;
use crate::{
    component::{BindError, BindInput, BindValue},
    protocol::place,
};

/// Data that form controls can be bound to, as a whole or in its parts.
///
/// `#[derive(Bind)]` implements it for a struct, whose fields have it. The values of controls have it ([`BindValue`]), and `Option`, `Vec`, arrays, `HashMap` and
/// `BTreeMap` of what has it. A field of a component that is marked `#[bind]` is of such a type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be bound to form controls",
    label = "neither the value of a control nor a struct under `#[derive(Bind)]`",
    note = "write `#[derive(Bind)]` above a struct whose fields are bound; mark a field that is not `#[bind(skip)]`; implement `loom::BindValue` for a value of your own"
)]
pub trait Bind {
    /// Takes `to` to the value that the rest of its path names. Whether there is one.
    #[doc(hidden)]
    fn reach(&mut self, rest: &str, to: &mut Reach<'_>) -> bool;

    /// As [`reach`](Self::reach), for an `Option` as a whole.
    #[doc(hidden)]
    fn reach_option(_: &mut Option<Self>, _: &mut Reach<'_>) -> bool
    where
        Self: Sized,
    {
        false
    }

    /// As [`reach`](Self::reach), for a list as a whole.
    #[doc(hidden)]
    fn reach_list(_: &mut Vec<Self>, _: &mut Reach<'_>) -> bool
    where
        Self: Sized,
    {
        false
    }

    /// As [`reach`](Self::reach), for a row of a list, whose key comes next.
    #[doc(hidden)]
    fn reach_row(_: &mut [Self], _rest: &str, _: &mut Reach<'_>) -> bool
    where
        Self: Sized,
    {
        false
    }
}

/// A change that the browser sent, on its way to its value.
pub struct Reach<'i> {
    input: BindInput<'i>,
    result: Result<(), BindError>,
}

impl<'i> Reach<'i> {
    pub(crate) const fn new(input: BindInput<'i>) -> Self {
        Self { input, result: Ok(()) }
    }

    /// The value is reached.
    pub fn set(&mut self, value: &mut dyn BindControl) -> bool {
        self.result = value.take(self.input);
        true
    }

    /// The result of setting the value.
    pub(crate) fn end(self) -> Result<(), BindError> {
        self.result
    }
}

impl fmt::Debug for Reach<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reach").field("input", &self.input).finish_non_exhaustive()
    }
}

/// The next name of a path, and the rest behind it.
#[must_use]
pub fn path_name(rest: &str) -> Option<(&str, &str)> {
    place::name(rest)
}

#[diagnostic::do_not_recommend]
impl<T: BindValue> Bind for T {
    fn reach(&mut self, rest: &str, to: &mut Reach<'_>) -> bool {
        rest.is_empty() && to.set(self)
    }
    fn reach_option(whole: &mut Option<Self>, to: &mut Reach<'_>) -> bool {
        to.set(whole)
    }
    fn reach_list(whole: &mut Vec<Self>, to: &mut Reach<'_>) -> bool {
        to.set(whole)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Bind> Bind for Option<T> {
    fn reach(&mut self, rest: &str, to: &mut Reach<'_>) -> bool {
        match self {
            _ if rest.is_empty() => T::reach_option(self, to),
            Some(inner) => inner.reach(rest, to),
            None => false,
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T: Bind> Bind for Vec<T> {
    fn reach(&mut self, rest: &str, to: &mut Reach<'_>) -> bool {
        if rest.is_empty() { T::reach_list(self, to) } else { T::reach_row(self, rest, to) }
    }
}

#[diagnostic::do_not_recommend]
impl<T: Bind, const N: usize> Bind for [T; N] {
    fn reach(&mut self, rest: &str, to: &mut Reach<'_>) -> bool {
        let Some((index, rest)) = place::key::<usize>(rest) else { return false };
        self.get_mut(index).is_some_and(|item| item.reach(rest, to))
    }
}

#[diagnostic::do_not_recommend]
impl<K: DeserializeOwned + Eq + Hash, V: Bind, S: BuildHasher> Bind for HashMap<K, V, S> {
    fn reach(&mut self, rest: &str, to: &mut Reach<'_>) -> bool {
        let Some((key, rest)) = place::key::<K>(rest) else { return false };
        self.get_mut(&key).is_some_and(|item| item.reach(rest, to))
    }
}

#[diagnostic::do_not_recommend]
impl<K: DeserializeOwned + Ord, V: Bind> Bind for BTreeMap<K, V> {
    fn reach(&mut self, rest: &str, to: &mut Reach<'_>) -> bool {
        let Some((key, rest)) = place::key::<K>(rest) else { return false };
        self.get_mut(&key).is_some_and(|item| item.reach(rest, to))
    }
}
