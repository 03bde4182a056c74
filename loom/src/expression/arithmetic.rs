//! Calculating with any number. Where there is no result, as of an overflow or a division by zero, the evaluation fails.

use super::{
    number::{Number, Operand, Signed},
    run::Run,
    witness::W,
};

/// `a + b`.
pub fn add<T: Number>(_: &W<T>, run: &Run, a: T, b: T) -> T {
    run.or(a.try_add(b), T::ZERO)
}

/// `a - b`.
pub fn sub<T: Number>(_: &W<T>, run: &Run, a: T, b: T) -> T {
    run.or(a.try_sub(b), T::ZERO)
}

/// `a * b`.
pub fn mul<T: Number>(_: &W<T>, run: &Run, a: T, b: T) -> T {
    run.or(a.try_mul(b), T::ZERO)
}

/// `a / b`.
pub fn div<T: Number>(_: &W<T>, run: &Run, a: T, b: T) -> T {
    run.or(a.try_div(b), T::ZERO)
}

/// `a % b`.
pub fn rem<T: Number>(_: &W<T>, run: &Run, a: T, b: T) -> T {
    run.or(a.try_rem(b), T::ZERO)
}

/// `a.div_euclid(b)`.
pub fn div_euclid<T: Number>(_: &W<T>, run: &Run, a: T, b: T) -> T {
    run.or(a.try_div_euclid(b), T::ZERO)
}

/// `a.rem_euclid(b)`.
pub fn rem_euclid<T: Number>(_: &W<T>, run: &Run, a: T, b: T) -> T {
    run.or(a.try_rem_euclid(b), T::ZERO)
}

/// `-a`.
pub fn neg<T: Signed>(_: &W<T>, run: &Run, a: T) -> T {
    run.or(a.try_neg(), T::ZERO)
}

/// `a.abs()`.
pub fn abs<T: Signed>(_: &W<T>, run: &Run, a: T) -> T {
    run.or(a.try_abs(), T::ZERO)
}

/// `items.sum()`, of numbers or of references to them.
pub fn sum<T: Number>(w: &W<T>, run: &Run, items: impl IntoIterator<Item: Operand<T>>) -> T {
    items.into_iter().fold(T::sum_of_none(), |sum, item| add(w, run, sum, item.number()))
}

/// `a.clamp(low, high)`. There is no result where `low` is not at most `high`.
pub fn clamp<T: Number>(_: &W<T>, run: &Run, a: T, low: T, high: T) -> T {
    if !matches!(low.partial_cmp(&high), Some(std::cmp::Ordering::Less | std::cmp::Ordering::Equal)) {
        run.fail();
    }
    if a < low {
        low
    } else if a > high {
        high
    } else {
        a
    }
}

/// `!a`, of a `bool`: of an integer it would mean its bits.
#[must_use]
pub const fn not(a: bool) -> bool {
    !a
}

#[cfg(test)]
mod tests {
    use std::{fmt::Debug, marker::PhantomData};

    use super::*;

    /// The result of a calculation, or `None` if it made its evaluation fail.
    fn result<T>(calculate: impl FnOnce(&W<T>, &Run) -> T) -> Option<T> {
        let run = Run::new();
        let result = calculate(&W(PhantomData), &run);
        (!run.failed()).then_some(result)
    }

    fn none<T: Debug + PartialEq>(calculate: impl FnOnce(&W<T>, &Run) -> T) {
        assert_eq!(result(calculate), None);
    }

    #[test]
    fn results_are_those_of_rust() {
        assert_eq!(result(|w, run| add(w, run, 2_u8, 3)), Some(5));
        assert_eq!(result(|w, run| div(w, run, -7_i32, 2)), Some(-3));
        assert_eq!(result(|w, run| rem(w, run, -7_i32, 2)), Some(-1));
        assert_eq!(result(|w, run| div_euclid(w, run, -7_i32, 2)), Some(-4));
        assert_eq!(result(|w, run| rem_euclid(w, run, -7_i32, 2)), Some(1));
        assert_eq!(result(|w, run| div(w, run, 1.0, 0.0)), Some(f64::INFINITY));
        assert_eq!(result(|w, run| abs(w, run, -3_i64)), Some(3));
        assert!(!not(true));
    }

    #[test]
    fn an_overflow_makes_the_evaluation_fail_in_every_build() {
        none(|w, run| add(w, run, u8::MAX, 1));
        none(|w, run| sub(w, run, 0_usize, 1));
        none(|w, run| mul(w, run, i64::MAX, 2));
        none(|w, run| div(w, run, 1, 0));
        none(|w, run| div(w, run, i32::MIN, -1));
        none(|w, run| rem(w, run, i32::MIN, -1));
        none(|w, run| rem_euclid(w, run, i32::MIN, -1));
        none(|w, run| neg(w, run, i8::MIN));
        none(|w, run| abs(w, run, i8::MIN));
    }

    #[test]
    fn a_sum_takes_numbers_and_references_and_begins_as_in_rust() {
        assert_eq!(result(|w, run| sum(w, run, [1, 2, 3])), Some(6));
        assert_eq!(result(|w, run| sum(w, run, [1_u8, 2].iter())), Some(3));
        none(|w, run| sum(w, run, [200_u8, 100]));
        let none: [f64; 0] = [];
        assert_eq!(none.iter().sum::<f64>().to_string(), "-0");
        assert_eq!(result(|w, run| sum(w, run, none)).map(|sum: f64| sum.to_string()).as_deref(), Some("-0"));
    }

    #[test]
    fn bounds_that_hold_nothing_make_the_evaluation_fail() {
        assert_eq!(result(|w, run| clamp(w, run, 9, 1, 3)), Some(3));
        assert_eq!(result(|w, run| clamp(w, run, 0.5, 1.0, 3.0)), Some(1.0));
        assert!(result(|w, run| clamp(w, run, f64::NAN, 1.0, 3.0)).is_some_and(f64::is_nan));
        none(|w, run| clamp(w, run, 2, 3, 1));
        none(|w, run| clamp(w, run, 2.0, f64::NAN, 1.0));
    }
}
