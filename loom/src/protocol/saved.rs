//! Writes a value of a state as JSON that reads back as the same value, or not at all.
//!
//! serde_json writes `null` for a float that is not a number and for a `Some` that holds nothing, and reads something else, or nothing, from
//! it. Here both are errors. All else is written as serde_json does.

use std::{fmt::Display, io::Write as _};

use serde::ser::{
    Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::sink::JsonSink;

type Error = serde_json::Error;
type Result<T = (), E = Error> = std::result::Result<T, E>;

/// The name under which serde_json passes on JSON that is written as it is.
const RAW: &str = "$serde_json::private::RawValue";

/// Writes one value.
#[derive(Debug)]
pub struct ValueSerializer<'w> {
    sink: &'w mut JsonSink,
    /// A `Some` was announced, whose value comes next.
    is_some: bool,
}

impl<'w> ValueSerializer<'w> {
    pub(super) fn new(sink: &'w mut JsonSink) -> Self {
        Self { sink, is_some: false }
    }

    fn write(&mut self, text: &str) -> Result {
        self.is_some = false;
        self.sink.write_all(text.as_bytes()).map_err(Error::io)
    }

    /// Types that serde_json writes in the same way.
    fn plain<T: Serialize + ?Sized>(&mut self, value: &T) -> Result {
        self.is_some = false;
        serde_json::to_writer(&mut *self.sink, value)
    }

    fn null(&mut self) -> Result {
        if self.is_some {
            return Err(Error::custom("a `Some` that holds nothing reads back as `None`"));
        }
        self.write("null")
    }

    fn begin(&mut self, begin: &str, ends: &'static str) -> Result<Compound<'_, 'w>> {
        self.write(begin)?;
        Ok(Compound { value: self, is_first: true, is_raw: false, ends })
    }

    fn variant(&mut self, variant: &str, begin: &str, ends: &'static str) -> Result<Compound<'_, 'w>> {
        self.write("{")?;
        self.plain(variant)?;
        self.begin(begin, ends)
    }
}

macro_rules! plainly {
    ($($method:ident: $type:ty),*) => {$(
        fn $method(self, value: $type) -> Result {
            self.plain(&value)
        }
    )*};
}

impl<'s, 'w> Serializer for &'s mut ValueSerializer<'w> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Compound<'s, 'w>;
    type SerializeTuple = Compound<'s, 'w>;
    type SerializeTupleStruct = Compound<'s, 'w>;
    type SerializeTupleVariant = Compound<'s, 'w>;
    type SerializeMap = Compound<'s, 'w>;
    type SerializeStruct = Compound<'s, 'w>;
    type SerializeStructVariant = Compound<'s, 'w>;

    plainly! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128, serialize_char: char,
        serialize_str: &str
    }

    fn serialize_f32(self, value: f32) -> Result {
        finite(value, value.is_finite())?;
        self.plain(&value)
    }

    fn serialize_f64(self, value: f64) -> Result {
        finite(value, value.is_finite())?;
        self.plain(&value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result {
        self.plain(value)
    }

    fn serialize_none(self) -> Result {
        self.null()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result {
        self.is_some = true;
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result {
        self.null()
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result {
        self.null()
    }

    fn serialize_unit_variant(self, _name: &'static str, _index: u32, variant: &'static str) -> Result {
        self.plain(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _name: &'static str, value: &T) -> Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result {
        self.write("{")?;
        self.plain(variant)?;
        self.write(":")?;
        value.serialize(&mut *self)?;
        self.write("}")
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<Compound<'s, 'w>> {
        self.begin("[", "]")
    }

    fn serialize_tuple(self, _len: usize) -> Result<Compound<'s, 'w>> {
        self.begin("[", "]")
    }

    fn serialize_tuple_struct(self, _name: &'static str, _len: usize) -> Result<Compound<'s, 'w>> {
        self.begin("[", "]")
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Compound<'s, 'w>> {
        self.variant(variant, ":[", "]}")
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<Compound<'s, 'w>> {
        self.begin("{", "}")
    }

    fn serialize_struct(self, name: &'static str, _len: usize) -> Result<Compound<'s, 'w>> {
        let is_raw = name == RAW;
        let mut compound = if is_raw { self.begin("", "")? } else { self.begin("{", "}")? };
        compound.is_raw = is_raw;
        Ok(compound)
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<Compound<'s, 'w>> {
        self.variant(variant, ":{", "}}")
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result {
        self.plain(&format_args!("{value}"))
    }
}

fn finite(value: impl Display, is_finite: bool) -> Result {
    if is_finite {
        return Ok(());
    }
    Err(Error::custom(format_args!("the float {value} does not read back: make it an `Option` that is `None`")))
}

/// A list, a map or a struct that is being written.
#[derive(Debug)]
pub struct Compound<'s, 'w> {
    value: &'s mut ValueSerializer<'w>,
    is_first: bool,
    /// Its only member is JSON that is written as it is.
    is_raw: bool,
    ends: &'static str,
}

impl Compound<'_, '_> {
    fn comma(&mut self) -> Result {
        if std::mem::take(&mut self.is_first) { Ok(()) } else { self.value.write(",") }
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result {
        self.comma()?;
        value.serialize(&mut *self.value)
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result {
        if self.is_raw {
            let json: String = serde_json::from_str(&serde_json::to_string(value)?)?;
            return self.value.write(&json);
        }
        self.comma()?;
        self.value.plain(name)?;
        self.value.write(":")?;
        value.serialize(&mut *self.value)
    }

    fn finish(self) -> Result {
        self.value.write(self.ends)
    }
}

macro_rules! lists {
    ($($list:ident: $method:ident),*) => {$(
        impl $list for Compound<'_, '_> {
            type Ok = ();
            type Error = Error;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result {
                self.element(value)
            }
            fn end(self) -> Result {
                self.finish()
            }
        }
    )*};
}
lists! {
    SerializeSeq: serialize_element, SerializeTuple: serialize_element, SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field
}

macro_rules! structs {
    ($($kind:ident),*) => {$(
        impl $kind for Compound<'_, '_> {
            type Ok = ();
            type Error = Error;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result {
                self.member(name, value)
            }
            fn end(self) -> Result {
                self.finish()
            }
        }
    )*};
}
structs! { SerializeStruct, SerializeStructVariant }

impl SerializeMap for Compound<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result {
        self.comma()?;
        key.serialize(KeySerializer(self.value))?;
        self.value.write(":")
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result {
        value.serialize(&mut *self.value)
    }

    fn end(self) -> Result {
        self.finish()
    }
}

/// Writes the key of a map, which in JSON is text.
struct KeySerializer<'s, 'w>(&'s mut ValueSerializer<'w>);

macro_rules! as_text {
    ($($method:ident: $type:ty),*) => {$(
        fn $method(self, value: $type) -> Result {
            self.collect_str(&value)
        }
    )*};
}

macro_rules! no_keys {
    ($($method:ident($($type:ty),*) $(-> $gives:ident)?;)*) => {$(
        fn $method(self, $(_: $type),*) -> Result<no_keys!(@ $($gives)?)> {
            Err(no_key())
        }
    )*};
    (@) => { () };
    (@ $gives:ident) => { Self::$gives };
}

fn no_key() -> Error {
    Error::custom("a map has keys that are not text, numbers or names")
}

impl Serializer for KeySerializer<'_, '_> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Impossible<(), Error>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStruct = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    as_text! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128, serialize_char: char,
        serialize_str: &str
    }

    fn serialize_f32(self, _: f32) -> Result {
        Err(no_key())
    }

    fn serialize_f64(self, _: f64) -> Result {
        Err(no_key())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result {
        self.0.plain(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result {
        value.serialize(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result {
        Err(no_key())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result {
        Err(no_key())
    }

    no_keys! {
        serialize_bytes(&[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(&'static str);
        serialize_seq(Option<usize>) -> SerializeSeq;
        serialize_tuple(usize) -> SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> SerializeTupleVariant;
        serialize_map(Option<usize>) -> SerializeMap;
        serialize_struct(&'static str, usize) -> SerializeStruct;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> SerializeStructVariant;
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result {
        self.0.plain(&format_args!("{value}"))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize, de::DeserializeOwned};
    use serde_json::{Value, json};

    use super::Result;
    use crate::protocol::state::StateWriter;

    fn written<T: Serialize>(value: &T) -> Result<String> {
        StateWriter::text(|out| out.field("f", false, value))
    }

    #[derive(Debug, Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord, Clone)]
    enum Kind {
        Unit,
        New(u8),
        Tuple(u8, String),
        Struct { a: Option<u8>, b: Vec<Kind> },
    }

    #[derive(Debug, Serialize, Deserialize)]
    struct All {
        text: String,
        letter: char,
        numbers: (i8, u64, i128, f32, f64),
        nothing: (),
        kinds: Vec<Kind>,
        by_number: BTreeMap<i32, Option<u8>>,
        by_flag: BTreeMap<bool, ()>,
        by_letter: BTreeMap<char, Value>,
        raw: Box<serde_json::value::RawValue>,
    }

    #[test]
    fn the_output_is_that_of_serde_json() {
        let all = json!({
            "text": "a\"\\\u{1}\u{2028}é<", "letter": "ß", "numbers": [-3, u64::MAX, 7, 0.1, 1e300], "nothing": null,
            "kinds": ["Unit", {"New": 1}, {"Tuple": [2, "x"]}, {"Struct": {"a": null, "b": [{"Struct": {"a": 1, "b": []}}]}}],
            "by_number": {"-1": 3, "2": null}, "by_flag": {"true": null}, "by_letter": {"x": [null, {"y": 1.5}]},
            "raw": {"any": [1, "thing"]},
        });
        let text = all.to_string();
        #[derive(Debug, Deserialize, Serialize)]
        struct Same(All);
        let all: Same = serde_json::from_str(&text).unwrap();
        let expected = format!("{{\"f\":{}}}", serde_json::to_string(&all).unwrap());
        assert_eq!(written(&all).unwrap(), expected);
    }

    fn comes_back<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: T) {
        let json = written(&value).unwrap();
        let json = json.strip_prefix("{\"f\":").and_then(|json| json.strip_suffix('}')).unwrap();
        assert_eq!(serde_json::from_str::<T>(json).unwrap(), value, "{json}");
    }

    #[test]
    fn a_value_that_reads_back_otherwise_is_an_error_that_names_its_field() {
        let error = |written: Result<String>| written.map_err(|error| error.to_string()).unwrap_err();
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(error(written(&value)).starts_with("f: the float"));
            assert!(error(written(&[(1, Some(value))])).starts_with("f: the float"));
            assert!(written(&(value as f32)).is_err());
        }
        assert!(error(written(&Some(None::<u8>))).starts_with("f: a `Some` that holds nothing"));
        assert!(written(&vec![Some(())]).is_err());
        assert!(written(&Some(Value::Null)).is_err());
        assert!(written(&BTreeMap::from([((1, 2), 3)])).is_err());
        assert!(written(&BTreeMap::from([(Some(1), 3)])).is_err());
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt as _;
            let path = std::path::Path::new(std::ffi::OsStr::from_bytes(&[0xff])).to_owned();
            assert!(error(written(&path)).starts_with("f: path contains invalid UTF-8"));
        }
    }

    #[test]
    fn a_value_that_can_come_back_comes_back() {
        comes_back((f64::MIN_POSITIVE, f64::MAX, -0.0_f64, 0.1 + 0.2, f32::MIN_POSITIVE));
        comes_back((i128::MIN, u128::MAX, u64::MAX));
        comes_back(vec![None, Some(vec![None, Some(1)])]);
        comes_back(((), Some([Some(1)]), "\u{0}\u{ffff}".to_owned()));
        comes_back(BTreeMap::from([(Kind::Unit, 1)]));
    }

    proptest::proptest! {
        #[test]
        fn every_finite_float_comes_back(bits: u64) {
            let (double, single) = (f64::from_bits(bits), f32::from_bits(bits as u32));
            if double.is_finite() && single.is_finite() {
                comes_back((double, single));
            }
        }
    }
}
