//! Numbers of text.

use std::str::FromStr;

use super::{
    text::Text,
    witness::{Tagged, W},
};

/// A type that text is parsed as.
#[diagnostic::on_unimplemented(
    message = "browser expressions cannot parse `{Self}`",
    note = "they parse i8 to i64, isize, u8 to u64, usize, f64 and bool"
)]
pub trait Parsed: Tagged + FromStr {}

macro_rules! parsed {
    ($($type:ty),*) => { $(impl Parsed for $type {})* };
}
parsed!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize, f64, bool);

/// `text.parse::<T>()`.
///
/// # Errors
/// As of [`FromStr::from_str`].
pub fn parse<T: Parsed>(_: &W<T>, text: &(impl Text + ?Sized)) -> Result<T, T::Err> {
    text.text().parse()
}

#[cfg(test)]
mod tests {
    use std::marker::PhantomData;

    use super::*;

    #[test]
    fn text_is_parsed_as_in_rust() {
        assert_eq!(parse(&W(PhantomData), "+7"), Ok(7_u8));
        assert!(parse::<u8>(&W(PhantomData), " 7").is_err());
        assert_eq!(parse(&W(PhantomData), "1e3"), Ok(1000.0));
        assert_eq!(parse(&W(PhantomData), "true"), Ok(true));
    }
}
