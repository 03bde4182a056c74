//! The values whose methods expressions know.

use std::{borrow::Cow, iter, slice, vec};

use super::value::Value;

/// A receiver of methods. Enums are none: methods of their own may be named like those of text, which they are in the browser.
#[diagnostic::on_unimplemented(
    message = "browser expressions know no methods of `{Self}`",
    note = "they know methods of numbers, `bool`, text, Option, lists and iterators over lists"
)]
pub trait Known {}

/// `value`, which a method is called of.
pub const fn known<T: Known + ?Sized>(value: &T) -> &T {
    value
}

/// `value`, which a method is called of that takes it.
pub fn known_value<T: Known>(value: T) -> T {
    value
}

macro_rules! known {
    ($($type:ty),*) => { $(impl Known for $type {})* };
}
known!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize, f64, bool, str, String, Cow<'_, str>);

impl<T: Known + ?Sized> Known for &T {}
impl<T: Known + ?Sized> Known for &mut T {}
impl<T: Value> Known for Option<T> {}
impl<T: Value, E> Known for Result<T, E> {}
impl<T: Value> Known for [T] {}
impl<T: Value> Known for Vec<T> {}
impl<T: Value, const N: usize> Known for [T; N] {}

impl<T: Value> Known for slice::Iter<'_, T> {}
impl<T: Value> Known for vec::IntoIter<T> {}
impl<I: Known, F> Known for iter::Map<I, F> {}
impl<I: Known, F> Known for iter::Filter<I, F> {}
impl<I: Known> Known for iter::Rev<I> {}
impl<I: Known> Known for iter::Take<I> {}
impl<I: Known> Known for iter::Skip<I> {}
impl<I: Known> Known for iter::Copied<I> {}
impl<I: Known> Known for iter::Cloned<I> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_are_called_through_it() {
        let numbers = vec![1, 2, 3];
        assert_eq!(known(known(" a ").trim()).len(), 1);
        assert_eq!(known_value(known(&numbers).iter()).copied().map(known_value).max(), Some(3));
        assert_eq!(known_value(known_value(numbers.iter()).map(|n| n * 2)).rev().count(), 3);
    }
}
