//! The types that expressions calculate with.

use super::{wide::Wide, witness::Tagged};

/// A number of an expression. `None` is a calculation without a result.
#[diagnostic::on_unimplemented(
    message = "browser expressions cannot calculate with `{Self}`",
    note = "they calculate with i8 to i64, isize, u8 to u64, usize and f64"
)]
pub trait Number: Tagged + Copy + PartialOrd + 'static {
    /// The value that takes the place of a result that there is none of.
    const ZERO: Self;
    /// `self + other`.
    fn try_add(self, other: Self) -> Option<Self>;
    /// `self - other`.
    fn try_sub(self, other: Self) -> Option<Self>;
    /// `self * other`.
    fn try_mul(self, other: Self) -> Option<Self>;
    /// `self / other`.
    fn try_div(self, other: Self) -> Option<Self>;
    /// `self % other`.
    fn try_rem(self, other: Self) -> Option<Self>;
    /// The quotient that goes with [`try_rem_euclid`](Self::try_rem_euclid).
    fn try_div_euclid(self, other: Self) -> Option<Self>;
    /// The remainder that is never negative.
    fn try_rem_euclid(self, other: Self) -> Option<Self>;
    /// The sum of no numbers, as the standard library has it: `-0.0` for floats.
    fn sum_of_none() -> Self;
    /// `value as Self`.
    fn narrow(value: Wide) -> Self;
}

/// A number that may be negative.
#[diagnostic::on_unimplemented(
    message = "browser expressions cannot take the negative of `{Self}`",
    note = "i8 to i64, isize and f64 have a sign"
)]
pub trait Signed: Number {
    /// `-self`.
    fn try_neg(self) -> Option<Self>;
    /// The number without its sign.
    fn try_abs(self) -> Option<Self>;
}

/// A number, or a reference to one: an item of what is summed.
#[diagnostic::on_unimplemented(message = "these items are not numbers of the type of their sum: `{Self}`")]
pub trait Operand<T> {
    /// The number itself.
    fn number(self) -> T;
}

impl<T: Number> Operand<T> for T {
    fn number(self) -> T {
        self
    }
}

impl<T: Number> Operand<T> for &T {
    fn number(self) -> T {
        *self
    }
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl Number for $type {
            const ZERO: Self = 0;
            fn try_add(self, other: Self) -> Option<Self> { self.checked_add(other) }
            fn try_sub(self, other: Self) -> Option<Self> { self.checked_sub(other) }
            fn try_mul(self, other: Self) -> Option<Self> { self.checked_mul(other) }
            fn try_div(self, other: Self) -> Option<Self> { self.checked_div(other) }
            fn try_rem(self, other: Self) -> Option<Self> { self.checked_rem(other) }
            fn try_div_euclid(self, other: Self) -> Option<Self> { self.checked_div_euclid(other) }
            fn try_rem_euclid(self, other: Self) -> Option<Self> { self.checked_rem_euclid(other) }
            fn sum_of_none() -> Self { 0 }
            fn narrow(value: Wide) -> Self {
                match value {
                    Wide::Integer(value) => value as Self,
                    Wide::Float(value) => value as Self,
                }
            }
        }
    )*};
}
integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl Number for f64 {
    const ZERO: Self = 0.0;

    fn try_add(self, other: Self) -> Option<Self> {
        Some(self + other)
    }

    fn try_sub(self, other: Self) -> Option<Self> {
        Some(self - other)
    }

    fn try_mul(self, other: Self) -> Option<Self> {
        Some(self * other)
    }

    fn try_div(self, other: Self) -> Option<Self> {
        Some(self / other)
    }

    fn try_rem(self, other: Self) -> Option<Self> {
        Some(self % other)
    }

    fn try_div_euclid(self, other: Self) -> Option<Self> {
        Some(self.div_euclid(other))
    }

    fn try_rem_euclid(self, other: Self) -> Option<Self> {
        Some(self.rem_euclid(other))
    }

    fn sum_of_none() -> Self {
        -0.0
    }

    fn narrow(value: Wide) -> Self {
        match value {
            Wide::Integer(value) => value as Self,
            Wide::Float(value) => value,
        }
    }
}

macro_rules! signed {
    ($($type:ty),*) => {$(
        impl Signed for $type {
            fn try_neg(self) -> Option<Self> { self.checked_neg() }
            fn try_abs(self) -> Option<Self> { self.checked_abs() }
        }
    )*};
}
signed!(i8, i16, i32, i64, isize);

impl Signed for f64 {
    fn try_neg(self) -> Option<Self> {
        Some(-self)
    }

    fn try_abs(self) -> Option<Self> {
        Some(self.abs())
    }
}
