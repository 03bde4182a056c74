//! The order of values.

use std::borrow::Cow;

/// A value that `<` and its like compare alike on the server and in the browser. Enums are none: in the browser they are text.
#[diagnostic::on_unimplemented(
    message = "browser expressions cannot order `{Self}`",
    note = "they order numbers, `bool`, text, and Option and lists of these; `==` works with every value"
)]
pub trait Ordered: PartialOrd {
    /// The lesser one.
    fn lesser(self, other: Self) -> Self
    where
        Self: Sized,
    {
        if other < self { other } else { self }
    }

    /// The greater one.
    fn greater(self, other: Self) -> Self
    where
        Self: Sized,
    {
        if other > self { other } else { self }
    }
}

/// `a < b`.
pub fn less<T: Ordered + ?Sized>(a: &T, b: &T) -> bool {
    a < b
}

/// `a <= b`.
pub fn at_most<T: Ordered + ?Sized>(a: &T, b: &T) -> bool {
    a <= b
}

/// `a > b`.
pub fn greater<T: Ordered + ?Sized>(a: &T, b: &T) -> bool {
    a > b
}

/// `a >= b`.
pub fn at_least<T: Ordered + ?Sized>(a: &T, b: &T) -> bool {
    a >= b
}

/// `a.min(b)`. Of floats, a number is preferred to `NaN`, and `-0.0` is less than `0.0`: the standard library leaves the second open.
pub fn min<T: Ordered>(a: T, b: T) -> T {
    a.lesser(b)
}

/// `a.max(b)`. Of floats, a number is preferred to `NaN`, and `-0.0` is less than `0.0`: the standard library leaves the second open.
pub fn max<T: Ordered>(a: T, b: T) -> T {
    a.greater(b)
}

/// `items.min()`.
pub fn least<T: Ordered + Ord>(items: impl IntoIterator<Item = T>) -> Option<T> {
    items.into_iter().min()
}

/// `items.max()`.
pub fn greatest<T: Ordered + Ord>(items: impl IntoIterator<Item = T>) -> Option<T> {
    items.into_iter().max()
}

macro_rules! ordered {
    ($($type:ty),*) => { $(impl Ordered for $type {})* };
}
ordered!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize, bool, str, String, Cow<'_, str>);

impl<T: Ordered + ?Sized> Ordered for &T {}
impl<T: Ordered> Ordered for Option<T> {}
impl<T: Ordered> Ordered for [T] {}
impl<T: Ordered> Ordered for Vec<T> {}
impl<T: Ordered, const N: usize> Ordered for [T; N] {}

impl Ordered for f64 {
    fn lesser(self, other: Self) -> Self {
        // Of two zeros, the negative one.
        if other < self || self.is_nan() || (other == self && other.is_sign_negative()) { other } else { self }
    }

    fn greater(self, other: Self) -> Self {
        if other > self || self.is_nan() || (other == self && other.is_sign_positive()) { other } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_floats_is_whole() {
        for (a, b, least, greatest) in [
            (1.0, 2.0, "1", "2"),
            (0.0, -0.0, "-0", "0"),
            (f64::NAN, 1.0, "1", "1"),
            (f64::NAN, f64::NAN, "NaN", "NaN"),
        ] {
            for (a, b) in [(a, b), (b, a)] {
                assert_eq!((min(a, b).to_string().as_str(), max(a, b).to_string().as_str()), (least, greatest));
            }
        }
    }

    #[test]
    fn other_values_are_ordered_as_in_rust() {
        assert_eq!((min("\u{ffff}", "😀"), max(Some(1), None)), ("\u{ffff}", Some(1)));
        assert!(
            less(&vec![1, 2], &vec![1, 2, 0]) && !at_least(&"a", &"b") && greater(&Some(0), &None) && at_most(&1, &1)
        );
        assert_eq!((least(&[3, 1, 2]), greatest([3, 1, 2])), (Some(&1), Some(3)));
    }
}
