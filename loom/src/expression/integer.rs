//! Calculating with integers only.

use super::{number::Number, run::Run, witness::W};

/// An integer of an expression.
#[diagnostic::on_unimplemented(message = "browser expressions do this with integers only, not with `{Self}`")]
pub trait Integer: Number {
    /// The type of a difference without its sign.
    type Unsigned;
    /// `self` to the power of `exponent`.
    fn try_pow(self, exponent: u32) -> Option<Self>;
    /// The difference without its sign.
    fn difference(self, other: Self) -> Self::Unsigned;
    /// The nearest number of the type to `self + other`.
    fn nearest_sum(self, other: Self) -> Self;
    /// The nearest number of the type to `self - other`.
    fn nearest_difference(self, other: Self) -> Self;
    /// The nearest number of the type to `self * other`.
    fn nearest_product(self, other: Self) -> Self;
    /// The lowest bits of `self + other`.
    fn wrapped_sum(self, other: Self) -> Self;
    /// The lowest bits of `self - other`.
    fn wrapped_difference(self, other: Self) -> Self;
    /// The lowest bits of `self * other`.
    fn wrapped_product(self, other: Self) -> Self;
}

macro_rules! integers {
    ($($type:ty: $unsigned:ty),*) => {$(
        impl Integer for $type {
            type Unsigned = $unsigned;
            fn try_pow(self, exponent: u32) -> Option<Self> { self.checked_pow(exponent) }
            fn difference(self, other: Self) -> $unsigned { self.abs_diff(other) }
            fn nearest_sum(self, other: Self) -> Self { self.saturating_add(other) }
            fn nearest_difference(self, other: Self) -> Self { self.saturating_sub(other) }
            fn nearest_product(self, other: Self) -> Self { self.saturating_mul(other) }
            fn wrapped_sum(self, other: Self) -> Self { self.wrapping_add(other) }
            fn wrapped_difference(self, other: Self) -> Self { self.wrapping_sub(other) }
            fn wrapped_product(self, other: Self) -> Self { self.wrapping_mul(other) }
        }
    )*};
}
integers!(i8: u8, i16: u16, i32: u32, i64: u64, isize: usize, u8: u8, u16: u16, u32: u32, u64: u64, usize: usize);

/// `a.pow(exponent)`.
pub fn pow<T: Integer>(_: &W<T>, run: &Run, a: T, exponent: u32) -> T {
    run.or(a.try_pow(exponent), T::ZERO)
}

/// `a.abs_diff(b)`.
pub fn abs_diff<T: Integer>(_: &W<T>, _: &Run, a: T, b: T) -> T::Unsigned {
    a.difference(b)
}

/// `a.saturating_add(b)`.
pub fn saturating_add<T: Integer>(_: &W<T>, _: &Run, a: T, b: T) -> T {
    a.nearest_sum(b)
}

/// `a.saturating_sub(b)`.
pub fn saturating_sub<T: Integer>(_: &W<T>, _: &Run, a: T, b: T) -> T {
    a.nearest_difference(b)
}

/// `a.saturating_mul(b)`.
pub fn saturating_mul<T: Integer>(_: &W<T>, _: &Run, a: T, b: T) -> T {
    a.nearest_product(b)
}

/// `a.wrapping_add(b)`.
pub fn wrapping_add<T: Integer>(_: &W<T>, _: &Run, a: T, b: T) -> T {
    a.wrapped_sum(b)
}

/// `a.wrapping_sub(b)`.
pub fn wrapping_sub<T: Integer>(_: &W<T>, _: &Run, a: T, b: T) -> T {
    a.wrapped_difference(b)
}

/// `a.wrapping_mul(b)`.
pub fn wrapping_mul<T: Integer>(_: &W<T>, _: &Run, a: T, b: T) -> T {
    a.wrapped_product(b)
}

/// `a.checked_add(b)`.
pub fn checked_add<T: Integer>(_: &W<T>, _: &Run, a: T, b: T) -> Option<T> {
    a.try_add(b)
}

/// `a.checked_sub(b)`.
pub fn checked_sub<T: Integer>(_: &W<T>, _: &Run, a: T, b: T) -> Option<T> {
    a.try_sub(b)
}

/// `a.checked_mul(b)`.
pub fn checked_mul<T: Integer>(_: &W<T>, _: &Run, a: T, b: T) -> Option<T> {
    a.try_mul(b)
}

/// `a.checked_div(b)`.
pub fn checked_div<T: Integer>(_: &W<T>, _: &Run, a: T, b: T) -> Option<T> {
    a.try_div(b)
}

/// `a.checked_rem(b)`.
pub fn checked_rem<T: Integer>(_: &W<T>, _: &Run, a: T, b: T) -> Option<T> {
    a.try_rem(b)
}

#[cfg(test)]
mod tests {
    use std::marker::PhantomData;

    use super::*;

    #[test]
    fn integers_calculate_as_in_rust() {
        let (run, w, u) = (Run::new(), W(PhantomData), W(PhantomData));
        assert_eq!(pow(&w, &run, -2_i8, 7), -128);
        assert_eq!(abs_diff(&w, &run, -128, 127), 255_u8);
        assert_eq!((saturating_add(&w, &run, 127, 1), saturating_sub(&w, &run, -128, 1)), (127, -128));
        assert_eq!((saturating_mul(&w, &run, 64, -3), saturating_sub(&u, &run, 1_u64, 2)), (-128, 0));
        assert_eq!((wrapping_add(&w, &run, 127, 1), wrapping_sub(&u, &run, 0, 1)), (-128, u64::MAX));
        assert_eq!(wrapping_mul(&w, &run, 64, 3), -64);
        assert_eq!((checked_add(&w, &run, 127, 1), checked_sub(&u, &run, 0, 1)), (None, None));
        assert_eq!((checked_mul(&w, &run, 2, 3), checked_div(&u, &run, 1, 0)), (Some(6), None));
        assert_eq!(checked_rem(&w, &run, -128, -1), None);
        assert!(!run.failed());
        pow(&w, &run, 2, 7);
        assert!(run.failed());
    }
}
