//! The fillings of the holes in the code of an expression.

use super::{
    value::Value,
    witness::{Tagged, W},
};
use crate::tree::Hole;

/// The letter of a type.
pub struct Tag<'w, T>(pub &'w W<T>);

impl<T: Tagged> Hole for Tag<'_, T> {
    fn fill(&self, out: &mut String) {
        out.push_str(self.0.tag());
    }
}

/// The `Default` of a type.
pub struct DefaultOf<'w, T>(pub &'w W<T>);

impl<T: Default + Value> Hole for DefaultOf<'_, T> {
    fn fill(&self, out: &mut String) {
        T::default().encode(out);
    }
}

/// A constant.
pub struct Constant<'c, T: ?Sized>(pub &'c T);

impl<T: Value + ?Sized> Hole for Constant<'_, T> {
    fn fill(&self, out: &mut String) {
        self.0.encode(out);
    }
}

/// `option.unwrap_or_default()`, of an `Option` or a `Result`.
pub fn unwrap_or_default<T: Default>(_: &W<T>, option: impl Into<Choosable<T>>) -> T {
    option.into().0.unwrap_or_default()
}

/// An `Option`, or a `Result` without its error.
pub struct Choosable<T>(Option<T>);

impl<T> From<Option<T>> for Choosable<T> {
    fn from(option: Option<T>) -> Self {
        Self(option)
    }
}

impl<T, E> From<Result<T, E>> for Choosable<T> {
    fn from(result: Result<T, E>) -> Self {
        Self(result.ok())
    }
}
