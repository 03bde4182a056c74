//! Values that text is made of.

use std::{borrow::Cow, fmt::Display};

/// A value that `format!` and `to_string` write alike on the server and in the browser.
#[diagnostic::on_unimplemented(
    message = "browser expressions cannot write `{Self}` as text",
    note = "they write numbers, `bool` and text"
)]
pub trait Shown: Display {}

impl<T: Shown + ?Sized> Shown for &T {}

macro_rules! shown {
    ($($type:ty),*) => { $(impl Shown for $type {})* };
}
shown!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize, f64, bool, str, String, Cow<'_, str>);

/// A value that `format!` shows.
pub fn shown<T: Shown>(value: &T) -> &dyn Display {
    value
}
