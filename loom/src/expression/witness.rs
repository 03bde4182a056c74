//! Which type rustc has inferred.

use std::marker::PhantomData;

/// A witness of the type `T`: it holds nothing, and rustc infers `T` from the calls that it is an argument of.
#[derive(Debug)]
pub struct W<T>(pub PhantomData<fn() -> T>);

impl<T: Tagged> W<T> {
    /// The letter of the type, in the code that the browser gets.
    #[must_use]
    pub const fn tag(&self) -> &'static str {
        T::TAG
    }
}

/// A type that code names by a letter.
#[diagnostic::on_unimplemented(
    message = "browser expressions cannot calculate with `{Self}`",
    note = "they calculate with i8 to i64, isize, u8 to u64, usize and f64"
)]
pub trait Tagged {
    /// The letter.
    const TAG: &'static str;
}

macro_rules! tags {
    ($($type:ty = $tag:literal),*) => { $(impl Tagged for $type { const TAG: &'static str = $tag; })* };
}
// In the browser, `isize` and `usize` always have 64 bits.
tags!(i8 = "a", i16 = "b", i32 = "c", i64 = "d", isize = "d", u8 = "A", u16 = "B", u32 = "C", u64 = "D", usize = "D");
tags!(f64 = "f", bool = "z");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expression::{Run, add, parse};

    #[test]
    fn rustc_fills_a_witness_in_from_the_expression_around_it() {
        static SUM: W<i16> = W(PhantomData);
        let (first, second, run) = (W(PhantomData), W(PhantomData), Run::new());
        // The tag may be asked for before the expression that decides it.
        assert_eq!((first.tag(), second.tag(), SUM.tag()), ("B", "f", "b"));
        assert_eq!(add(&first, &run, 1, 2_u16), 3);
        assert_eq!(parse(&second, "1.5").unwrap_or(0.0_f64).to_string(), "1.5");
    }
}
