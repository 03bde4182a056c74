//! The text of a handler: its name, with its bound arguments as JSON where there are any. `rename(3,"x")`.

use std::{borrow::Cow, collections::HashMap};

use serde::{Serialize, de::DeserializeOwned, ser};

use crate::{expression::Received, protocol::json};

/// Splits a handler's text into its name and what stands between its parentheses.
///
/// ```text
/// increment      -> ("increment", "")
/// rename(3,"x")  -> ("rename", "3,\"x\"")
/// ```
#[must_use]
pub fn split(text: &str) -> Option<(&str, &str)> {
    match text.bytes().position(|byte| byte == b'(').and_then(|at| text.split_at_checked(at)) {
        None => Some((text, "")),
        Some((name, args)) => args.strip_prefix('(')?.strip_suffix(')').map(|args| (name, args)),
    }
}

/// Reads the bound arguments, `3,"x"`, as a tuple.
///
/// # Errors
/// They are of another number or of other types.
pub fn read_args<T: DeserializeOwned>(args: &str) -> Result<T, serde_json::Error> {
    let mut array = String::with_capacity(args.len() + 2);
    array.push('[');
    array.push_str(args);
    array.push(']');
    serde_json::from_str(&array)
}

/// Appends one bound argument as JSON; false, with nothing appended, if it cannot be written.
pub fn write_arg<T: Serialize + ?Sized>(out: &mut String, arg: &T) -> bool {
    let start = out.len();
    if arg.serialize(Plain(out)).is_ok() {
        return true;
    }
    out.truncate(start);
    match serde_json::to_string(arg) {
        Ok(json) => {
            out.push_str(&json);
            true
        }
        Err(_) => false,
    }
}

/// Reads the detail of an event.
///
/// # Errors
/// It is not a `T`.
pub fn read_detail<T: DeserializeOwned>(detail: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(detail)
}

/// Reads the value of one of the browser's own fields from the JSON object in which an event has them; nothing where it is not there, or no value.
#[must_use]
pub fn read_local(locals: &str, name: &str) -> Option<Received> {
    let mut locals: HashMap<Cow<'_, str>, Received> = serde_json::from_str(locals).ok()?;
    locals.remove(name)
}

/// The detail of an event, for a component that calls its parent back.
///
/// # Errors
/// `value` cannot be written as JSON.
pub fn write_detail<T: Serialize + ?Sized>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(value)
}

/// Writes numbers, bools and texts straight into a string, and refuses the rest, which then goes through `serde_json`.
///
/// Nearly every bound argument is an id: this saves an allocation and a copy for each row of a table.
struct Plain<'o>(&'o mut String);

/// The value is not a plain one, or its own `Serialize` failed.
#[derive(Debug)]
struct NotPlain;

impl std::fmt::Display for NotPlain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a number, bool or text")
    }
}
impl std::error::Error for NotPlain {}
impl ser::Error for NotPlain {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
}

macro_rules! integers {
    ($($method:ident($type:ty))*) => {$(
        fn $method(self, value: $type) -> Result<(), NotPlain> {
            self.0.push_str(itoa::Buffer::new().format(value));
            Ok(())
        }
    )*};
}
macro_rules! refused {
    ($($method:ident($($arg:ty),*) -> $result:ty;)*) => {$(
        fn $method(self, $(_: $arg),*) -> Result<$result, NotPlain> {
            Err(NotPlain)
        }
    )*};
}
type No = ser::Impossible<(), NotPlain>;

impl ser::Serializer for Plain<'_> {
    type Ok = ();
    type Error = NotPlain;
    type SerializeSeq = No;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = No;
    type SerializeStruct = No;
    type SerializeStructVariant = No;

    integers! {
        serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64)
        serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64)
    }

    fn serialize_bool(self, value: bool) -> Result<(), NotPlain> {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), NotPlain> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), NotPlain> {
        json::write_text(self.0, value);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), NotPlain> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), NotPlain> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), NotPlain> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), NotPlain> {
        Err(NotPlain)
    }

    refused! {
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_seq(Option<usize>) -> No;
        serialize_tuple(usize) -> No;
        serialize_tuple_struct(&'static str, usize) -> No;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> No;
        serialize_map(Option<usize>) -> No;
        serialize_struct(&'static str, usize) -> No;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> No;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written<T: Serialize>(value: T) -> String {
        let mut out = String::new();
        assert!(write_arg(&mut out, &value));
        out
    }

    #[test]
    fn arguments_are_json() {
        #[derive(Serialize)]
        struct Id(u32);
        assert_eq!(written(-3), "-3");
        assert_eq!(written(Id(7)), "7");
        assert_eq!(written(Some("a\"\\\n\u{1}é")), r#""a\"\\\n\u0001é""#);
        assert_eq!(written((1, None::<u8>, 0.5)), "[1,null,0.5]");
    }

    #[test]
    fn plain_text_is_what_serde_json_writes() {
        for text in ["", "a", "\u{7}\r\t\u{7f}", "\"\\/", "😀\u{2028}"] {
            let back: String = serde_json::from_str(&written(text)).unwrap_or_default();
            assert_eq!(back, text);
        }
    }

    #[test]
    fn arguments_are_read_as_a_tuple() {
        assert_eq!(read_args::<(i64, String)>("3,\"x\"").ok(), Some((3, "x".to_owned())));
        for wrong in ["", "1", "1,2", "1,\"x\",3", "1],[\"x\"", "99999999999999999999,\"x\"", "null,\"x\""] {
            assert!(read_args::<(i64, String)>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn split_takes_name_and_arguments_apart() {
        assert_eq!(split("increment"), Some(("increment", "")));
        assert_eq!(split("rename(3,\")(\")"), Some(("rename", "3,\")(\"")));
        assert_eq!(split("rename(3"), None);
    }
}
