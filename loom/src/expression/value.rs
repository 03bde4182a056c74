//! Values as the browser reads them.

use std::{borrow::Cow, fmt::Write as _};

use crate::json::write_text;

/// The greatest integer that each integer up to it has a JSON number of its own for, in a browser.
const EXACT: u64 = (1 << 53) - 1;

/// A value that expressions know in the browser too.
///
/// Its JSON describes itself: an integer is a number, or `{"n":"9007199254740992"}` beyond 2^53 - 1; a float is `{"f":1.5}`; an option is
/// an array of one value or none, and so is a result, without its error; a variant of an enum is its name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent to the browser",
    note = "browser expressions know integers to 64 bits, f64, bool, text, Option, lists, and enums with `#[derive(Choice)]`"
)]
pub trait Value {
    /// Appends the value's JSON.
    fn encode(&self, out: &mut String);
}

impl<T: Value + ?Sized> Value for &T {
    fn encode(&self, out: &mut String) {
        (**self).encode(out);
    }
}

impl<T: Value + ?Sized> Value for &mut T {
    fn encode(&self, out: &mut String) {
        (**self).encode(out);
    }
}

macro_rules! integers {
    ($($type:ty: $absolute:ident),*) => {$(
        impl Value for $type {
            fn encode(&self, out: &mut String) {
                let exact = integers!(@ $absolute self) <= EXACT;
                let (begin, end) = if exact { ("", "") } else { ("{\"n\":\"", "\"}") };
                out.push_str(begin);
                out.push_str(itoa::Buffer::new().format(*self));
                out.push_str(end);
            }
        }
    )*};
    (@ signed $value:ident) => { $value.unsigned_abs() as u64 };
    (@ unsigned $value:ident) => { *$value as u64 };
}
integers!(i8: signed, i16: signed, i32: signed, i64: signed, isize: signed);
integers!(u8: unsigned, u16: unsigned, u32: unsigned, u64: unsigned, usize: unsigned);

impl Value for f64 {
    fn encode(&self, out: &mut String) {
        let special = match *self {
            value if value.is_nan() => "\"NaN\"",
            f64::INFINITY => "\"inf\"",
            f64::NEG_INFINITY => "\"-inf\"",
            value if value == 0.0 && value.is_sign_negative() => "\"-0\"",
            _ => "",
        };
        out.push_str("{\"f\":");
        out.push_str(special);
        if special.is_empty() {
            // Like `{}`, but with an exponent where that is shorter. Writing to a text does not fail.
            let _ = write!(out, "{self:?}");
            out.truncate(out.strip_suffix(".0").map_or(out.len(), str::len));
        }
        out.push('}');
    }
}

impl Value for bool {
    fn encode(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

impl Value for str {
    fn encode(&self, out: &mut String) {
        write_text(out, self);
    }
}

impl Value for String {
    fn encode(&self, out: &mut String) {
        write_text(out, self);
    }
}

impl Value for Cow<'_, str> {
    fn encode(&self, out: &mut String) {
        write_text(out, self);
    }
}

impl<T: Value> Value for Option<T> {
    fn encode(&self, out: &mut String) {
        self.as_slice().encode(out);
    }
}

impl<T: Value, E> Value for Result<T, E> {
    fn encode(&self, out: &mut String) {
        self.as_ref().ok().encode(out);
    }
}

impl<T: Value> Value for [T] {
    fn encode(&self, out: &mut String) {
        let mut before = "[";
        for value in self {
            out.push_str(before);
            value.encode(out);
            before = ",";
        }
        out.push_str(if self.is_empty() { "[]" } else { "]" });
    }
}

impl<T: Value> Value for Vec<T> {
    fn encode(&self, out: &mut String) {
        self.as_slice().encode(out);
    }
}

impl<T: Value, const N: usize> Value for [T; N] {
    fn encode(&self, out: &mut String) {
        self.as_slice().encode(out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: impl Value, expected: &str) {
        let mut out = String::new();
        value.encode(&mut out);
        assert_eq!(out, expected);
    }

    #[test]
    fn integers_are_numbers_as_far_as_a_browser_reads_these_exactly() {
        check([0, -1], "[0,-1]");
        check(9_007_199_254_740_991_u64, "9007199254740991");
        check(9_007_199_254_740_992_u64, r#"{"n":"9007199254740992"}"#);
        check(-9_007_199_254_740_992_i64, r#"{"n":"-9007199254740992"}"#);
        check(i64::MIN, r#"{"n":"-9223372036854775808"}"#);
    }

    #[test]
    fn floats_are_told_from_integers() {
        check([1.0, 1.5, -0.0, 1e300], r#"[{"f":1},{"f":1.5},{"f":"-0"},{"f":1e300}]"#);
        check([f64::NAN, f64::INFINITY, -f64::INFINITY], r#"[{"f":"NaN"},{"f":"inf"},{"f":"-inf"}]"#);
        check(5e-324, r#"{"f":5e-324}"#);
    }

    #[test]
    fn an_option_is_an_array_of_one_or_none() {
        check((Some("a\"b"), None::<u8>), r#"["a\"b"][]"#);
        check(Some(None::<bool>), "[[]]");
        check((Ok::<_, ()>(&true), Err::<u8, _>("why")), "[true][]");
        check(vec![Cow::Borrowed("é")], r#"["é"]"#);
    }

    impl<A: Value, B: Value> Value for (A, B) {
        fn encode(&self, out: &mut String) {
            self.0.encode(out);
            self.1.encode(out);
        }
    }
}
