//! `as`.

use super::{number::Number, run::Run, wide::Wide, witness::W};

/// A type that `as` makes a number of.
#[diagnostic::on_unimplemented(
    message = "browser expressions cannot cast `{Self}`",
    note = "they cast numbers and `bool`"
)]
pub trait Castable {
    /// The value.
    fn widen(self) -> Wide;
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl Castable for $type {
            fn widen(self) -> Wide { Wide::Integer(self as i128) }
        }
    )*};
}
integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize, bool);

impl Castable for f64 {
    fn widen(self) -> Wide {
        Wide::Float(self)
    }
}

/// `a as B`: integers lose their upper bits, floats become the nearest integer towards zero, and `NaN` becomes 0.
pub fn cast<A: Castable, B: Number>(_: &W<B>, _: &Run, a: A) -> B {
    B::narrow(a.widen())
}

#[cfg(test)]
mod tests {
    use std::marker::PhantomData;

    use super::*;

    fn to<B: Number>(a: impl Castable) -> B {
        cast(&W(PhantomData), &Run::new(), a)
    }

    #[test]
    fn casts_are_those_of_rust() {
        assert_eq!((to::<u8>(-1), to::<i8>(200_u8), to::<i64>(u64::MAX)), (255, -56, -1));
        assert_eq!((to::<u8>(-1.5), to::<u8>(300.0), to::<i32>(f64::NAN), to::<i64>(1e300)), (0, 255, 0, i64::MAX));
        assert_eq!((to::<usize>(true), to::<f64>(u64::MAX)), (1, u64::MAX as f64));
        assert_eq!(to::<f64>(9_007_199_254_740_993_i64), 9_007_199_254_740_993_i64 as f64);
    }
}
