//! A component's state as a JSON object, field by field, as it stands in its token.
//!
//! A component has no `Serialize` of its own: what serde derives for a struct is code by the page, compiled once a
//! component. Here a component names its fields, one call each, and what does the work is compiled once a field type.

use std::{borrow::Cow, fmt, hash::Hasher, io};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{DeserializeOwned, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::saved::ValueSerializer;

/// What serde writes the value of a field with.
pub type FieldSerializer<'w> = &'w mut ValueSerializer<'w>;

/// What serde reads the value of a field from.
pub type FieldDeserializer<'r, 'j> = &'r mut serde_json::Deserializer<serde_json::de::StrRead<'j>>;

/// Takes the fields of a component, one after the other.
#[derive(Debug)]
pub struct Writer {
    sink: Sink,
    /// Only props are asked for.
    props_only: bool,
    /// Nothing has been written yet.
    is_empty: bool,
    /// The first field that could not be written ends it.
    failed: Option<serde_json::Error>,
}

/// Where the JSON goes.
pub enum Sink {
    /// It is kept.
    Text(Vec<u8>),
    /// Only its digest is asked for.
    Digest(foldhash::fast::FoldHasher<'static>),
}

impl fmt::Debug for Sink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if matches!(self, Self::Text(_)) { "Text" } else { "Digest" })
    }
}

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Text(text) => text.extend_from_slice(bytes),
            Self::Digest(hasher) => hasher.write(bytes),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Writer {
    /// The JSON of all that `fields` writes.
    ///
    /// # Errors
    /// A field's own `Serialize` failed, or what it writes does not read back as it was.
    pub fn text(fields: impl FnOnce(&mut Self)) -> Result<String, serde_json::Error> {
        let mut writer = Self { sink: Sink::Text(b"{".to_vec()), props_only: false, is_empty: true, failed: None };
        fields(&mut writer);
        match (writer.failed, writer.sink) {
            (Some(error), _) => Err(error),
            (None, Sink::Text(mut text)) => {
                text.push(b'}');
                String::from_utf8(text).map_err(serde::ser::Error::custom)
            }
            (None, Sink::Digest(_)) => Ok(String::new()),
        }
    }

    /// Whether all that `fields` writes can be written.
    ///
    /// # Errors
    /// As of [`text`](Self::text).
    pub fn check(fields: impl FnOnce(&mut Self)) -> Result<(), serde_json::Error> {
        use std::hash::BuildHasher as _;
        let sink = Sink::Digest(foldhash::fast::FixedState::default().build_hasher());
        let mut writer = Self { sink, props_only: false, is_empty: true, failed: None };
        fields(&mut writer);
        writer.failed.map_or(Ok(()), Err)
    }

    /// A digest of the props among what `fields` writes, the same from build to build.
    #[must_use]
    pub fn props_digest(fields: impl FnOnce(&mut Self)) -> u64 {
        use std::hash::BuildHasher as _;
        let hasher = foldhash::fast::FixedState::default().build_hasher();
        let mut writer = Self { sink: Sink::Digest(hasher), props_only: true, is_empty: true, failed: None };
        fields(&mut writer);
        match writer.sink {
            Sink::Digest(hasher) => hasher.finish(),
            Sink::Text(_) => 0,
        }
    }

    /// Writes a field.
    pub fn field<T: Serialize + ?Sized>(&mut self, name: &str, is_prop: bool, value: &T) {
        self.field_with(name, is_prop, |serializer| value.serialize(serializer));
    }

    /// Writes a field by `write`.
    pub fn field_with(
        &mut self,
        name: &str,
        is_prop: bool,
        write: impl FnOnce(FieldSerializer<'_>) -> Result<(), serde_json::Error>,
    ) {
        if self.begin(name, is_prop)
            && let Err(error) = write(&mut ValueSerializer::new(&mut self.sink))
        {
            self.failed = Some(serde::ser::Error::custom(format_args!("{name}: {error}")));
        }
    }

    /// Writes what stands before a value; false if it is not to be written.
    fn begin(&mut self, name: &str, is_prop: bool) -> bool {
        use io::Write as _;
        if self.failed.is_some() || (self.props_only && !is_prop) {
            return false;
        }
        let comma = if std::mem::take(&mut self.is_empty) { "" } else { "," };
        let begun = self.sink.write_all(comma.as_bytes()).map_err(serde_json::Error::io);
        let begun = begun.and_then(|()| serde_json::to_writer(&mut self.sink, name));
        let begun = begun.and_then(|()| self.sink.write_all(b":").map_err(serde_json::Error::io));
        self.failed = begun.err();
        self.failed.is_none()
    }
}

/// Gives the fields of a component to whoever asks for them by name.
#[derive(Debug)]
pub struct Reader<'j> {
    /// What the object holds, not read any further.
    fields: Vec<(Cow<'j, str>, &'j str)>,
    /// Whether each of them has been asked for, where that matters.
    asked: Option<Vec<bool>>,
    /// The first field that could not be read, or is missing.
    failed: Option<serde_json::Error>,
}

impl<'j> Reader<'j> {
    /// What `read` makes of the object that `json` is.
    ///
    /// # Errors
    /// The JSON is not an object, or `read` failed to read one of its fields.
    pub fn read<T>(json: &'j str, read: impl FnOnce(&mut Self) -> Option<T>) -> Result<T, serde_json::Error> {
        Self { fields: serde_json::from_str::<Object<'j>>(json)?.0, asked: None, failed: None }.finish(read)
    }

    /// As [`read`](Self::read), for an object that was written by another version of the component: one that holds what this one
    /// does not know is refused, since a state is not half read.
    ///
    /// # Errors
    /// As of `read`, or nobody asked for one of the fields.
    pub fn read_all<T>(json: &'j str, read: impl FnOnce(&mut Self) -> Option<T>) -> Result<T, serde_json::Error> {
        let fields = serde_json::from_str::<Object<'j>>(json)?.0;
        let asked = Some(vec![false; fields.len()]);
        Self { fields, asked, failed: None }.finish(|reader| {
            let read = read(reader);
            let unknown = reader.fields.iter().zip(reader.asked.iter().flatten()).find(|(_, asked)| !**asked);
            if let Some(((name, _), _)) = unknown {
                let error = serde::de::Error::custom(format_args!("there is no field `{name}` any more"));
                reader.failed.get_or_insert(error);
            }
            read
        })
    }

    fn finish<T>(self, read: impl FnOnce(&mut Self) -> Option<T>) -> Result<T, serde_json::Error> {
        let mut reader = self;
        let read = read(&mut reader);
        match (reader.failed, read) {
            (None, Some(read)) => Ok(read),
            (Some(error), _) => Err(error),
            (None, None) => Err(serde::de::Error::custom("a state that cannot be read")),
        }
    }

    /// The field of this name, if it is there and is a `T`.
    pub fn field<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        let json = self.find(name)?;
        self.taken(name, serde_json::from_str(json))
    }

    /// The field of this name, read by `read`, if it is there.
    pub fn field_with<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(FieldDeserializer<'_, 'j>) -> Result<T, serde_json::Error>,
    ) -> Option<T> {
        let json = self.find(name)?;
        self.taken(name, read(&mut serde_json::Deserializer::from_str(json)))
    }

    /// Lets the field of an older name be found under its new one.
    pub fn alias(&mut self, old: &'static str, name: &'static str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.0 == old) {
            field.0 = Cow::Borrowed(name);
        }
    }

    /// There was a field of this name once, and what it held is not needed.
    pub fn removed(&mut self, name: &str) {
        self.find(name);
    }

    /// The field has to be there and is not; what is read is given up.
    pub fn missing<T>(&mut self, name: &'static str) -> Option<T> {
        self.failed.get_or_insert_with(|| serde::de::Error::missing_field(name));
        None
    }

    fn find(&mut self, name: &str) -> Option<&'j str> {
        let index = self.fields.iter().position(|field| field.0 == name)?;
        if let Some(asked) = self.asked.as_mut().and_then(|asked| asked.get_mut(index)) {
            *asked = true;
        }
        self.fields.get(index).map(|field| field.1)
    }

    fn taken<T>(&mut self, name: &str, read: Result<T, serde_json::Error>) -> Option<T> {
        read.map_err(|error| {
            let error = serde::de::Error::custom(format_args!("{name}: {error}"));
            self.failed.get_or_insert(error);
        })
        .ok()
    }
}

/// What of a state nobody but the server may read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hidden {
    /// Anybody may read it.
    #[default]
    Nothing,
    /// These fields.
    Fields(&'static [&'static str]),
    /// All of it.
    Whole,
}

/// The member that holds what is hidden. No field has this name.
const SEALED: &str = "#";

/// Hidden values are as long as the next multiple of this many bytes: a flag, a number and a short word are all alike.
const STEP: usize = 32;

impl Hidden {
    /// The state with what is hidden of it sealed: the text that `seal` makes of an object of these fields, as one more member, or
    /// in the place of the whole. Each hidden value is padded to a multiple of [`STEP`] bytes first.
    ///
    /// # Errors
    /// `json` is not an object, or `seal` failed.
    pub fn hide(self, json: &str, seal: impl FnOnce(&str) -> crate::Result<String>) -> crate::Result<String> {
        if self == Self::Nothing {
            return Ok(json.to_owned());
        }
        let fields = serde_json::from_str::<Object<'_>>(json)?.0;
        let is_hidden = |name: &str| match self {
            Self::Nothing => false,
            Self::Fields(names) => names.contains(&name),
            Self::Whole => true,
        };
        let (hidden, mut shown): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(name, _)| is_hidden(name));
        let sealed = serde_json::to_string(&seal(&padded(&hidden)?)?)?;
        if self == Self::Whole {
            return Ok(sealed);
        }
        shown.push((Cow::Borrowed(SEALED), &sealed));
        Ok(object(&shown)?)
    }

    /// The state that was hidden; `None` if `open` does not open it.
    #[must_use]
    pub fn reveal(json: &str, open: impl FnOnce(&str) -> Option<String>) -> Option<String> {
        if let Ok(sealed) = serde_json::from_str::<String>(json) {
            return open(&sealed);
        }
        let mut fields = serde_json::from_str::<Object<'_>>(json).ok()?.0;
        let index = fields.iter().position(|(name, _)| name == SEALED)?;
        let sealed: String = serde_json::from_str(fields.remove(index).1).ok()?;
        let hidden = open(&sealed)?;
        fields.extend(serde_json::from_str::<Object<'_>>(&hidden).ok()?.0);
        object(&fields).ok()
    }
}

/// The JSON object of these members.
fn object(members: &[(Cow<'_, str>, &str)]) -> Result<String, serde_json::Error> {
    object_in_steps(members, 1)
}

/// The same, each value with spaces after it, so that the length of the whole does not tell a short value from another.
fn padded(members: &[(Cow<'_, str>, &str)]) -> Result<String, serde_json::Error> {
    object_in_steps(members, STEP)
}

/// The JSON object of these members, each value padded with spaces to a multiple of `step` bytes.
fn object_in_steps(members: &[(Cow<'_, str>, &str)], step: usize) -> Result<String, serde_json::Error> {
    let mut text = String::from("{");
    for (index, (name, value)) in members.iter().enumerate() {
        text.push_str(if index == 0 { "" } else { "," });
        text.push_str(&serde_json::to_string(name)?);
        text.push(':');
        text.push_str(value);
        text.extend(std::iter::repeat_n(' ', value.len().next_multiple_of(step) - value.len()));
    }
    text.push('}');
    Ok(text)
}

/// The members of a JSON object, in order.
struct Object<'j>(Vec<(Cow<'j, str>, &'j str)>);

impl<'j> Deserialize<'j> for Object<'j> {
    fn deserialize<D: Deserializer<'j>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'j> Visitor<'j> for Members {
            type Value = Object<'j>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the state of a component")
            }
            fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<Object<'j>, A::Error> {
                let mut members = Vec::new();
                while let Some((Name(name), value)) = map.next_entry::<Name<'j>, &'j RawValue>()? {
                    members.push((name, value.get()));
                }
                Ok(Object(members))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

/// A member's name, borrowed where it can be.
#[derive(Deserialize)]
#[serde(transparent)]
struct Name<'j>(#[serde(borrow)] Cow<'j, str>);

#[cfg(test)]
mod tests {
    use super::*;

    fn written(fields: impl FnOnce(&mut Writer)) -> String {
        Writer::text(fields).unwrap_or_else(|error| error.to_string())
    }

    #[test]
    fn fields_come_back_by_name_in_any_order() {
        let json = written(|out| {
            out.field("a\"b", false, "x\"y");
            out.field("rows", false, &[(1, "one"), (2, "two")]);
        });
        assert_eq!(json, r#"{"a\"b":"x\"y","rows":[[1,"one"],[2,"two"]]}"#);
        let read = Reader::read(&json, |from| {
            Some((from.field::<Vec<(u8, String)>>("rows")?.len(), from.field::<String>("a\"b")?))
        });
        assert_eq!(read.ok(), Some((2, "x\"y".to_owned())));
    }

    #[test]
    fn what_is_absent_is_none_and_what_is_wrong_is_an_error_that_names_it() {
        let absent = Reader::read("{}", |from| Some(from.field::<u8>("count")));
        assert_eq!(absent.ok(), Some(None));
        let wrong = Reader::read(r#"{"count":-1}"#, |from| Some(from.field::<u8>("count")));
        assert!(wrong.is_err_and(|error| error.to_string().contains("count")));
        let missing = Reader::read("{}", |from| from.missing::<()>("count"));
        assert!(missing.is_err_and(|error| error.to_string().contains("count")));
        assert!(Reader::read("[]", |_| Some(())).is_err());
    }

    #[test]
    fn an_old_name_is_found_under_the_new_one() {
        let read = Reader::read(r#"{"n":3}"#, |from| {
            from.alias("n", "number");
            from.field::<u8>("number")
        });
        assert_eq!(read.ok(), Some(3));
    }

    #[test]
    fn what_is_not_known_is_refused_where_that_matters() {
        let read = |json| {
            Reader::read_all(json, |from| {
                from.alias("n", "number");
                from.removed("gone");
                from.field::<u8>("number")
            })
        };
        assert_eq!(read(r#"{"n":3,"gone":[]}"#).ok(), Some(3));
        let unknown = read(r#"{"number":3,"other":1}"#);
        assert!(unknown.is_err_and(|error| error.to_string().contains("other")));
        assert!(read(r#"{"number":"3"}"#).is_err());
    }

    #[test]
    fn what_is_hidden_is_not_there_until_it_is_revealed() {
        let json = r#"{"a":1,"pin":"1234","rows":[{"pin":2}],"key":[7]}"#;
        let seal = |text: &str| Ok(text.chars().rev().collect::<String>());
        let open = |text: &str| Some(text.chars().rev().collect::<String>());
        for hidden in [Hidden::Whole, Hidden::Fields(&["pin", "key"])] {
            let text = hidden.hide(json, seal).unwrap_or_else(|error| error.to_string());
            assert!(!text.contains("1234") && !text.contains("\"key\""), "{text}");
            let read = Hidden::reveal(&text, open).and_then(|json| {
                let read = Reader::read_all(&json, |from| {
                    Some((
                        from.field::<u8>("a")?,
                        from.field::<String>("pin")?,
                        from.field::<Vec<u8>>("key")?,
                        from.field::<serde_json::Value>("rows")?.to_string(),
                    ))
                });
                read.ok()
            });
            assert_eq!(read, Some((1, "1234".to_owned(), vec![7], r#"[{"pin":2}]"#.to_owned())));
            assert_eq!(Hidden::reveal(&text, |_| None), None);
        }
        assert_eq!(Hidden::Nothing.hide(json, seal).ok().as_deref(), Some(json));
        assert_eq!(Hidden::reveal(json, open), None, "nothing was hidden here");
    }

    #[test]
    fn the_length_of_what_is_hidden_does_not_tell_short_values_apart() {
        let length = |hidden: Hidden, value: &str| {
            let json = format!(r#"{{"shown":1,"pin":{value}}}"#);
            hidden.hide(&json, |text| Ok(text.to_owned())).map_or(0, |text| text.replace('\\', "").len())
        };
        for hidden in [Hidden::Whole, Hidden::Fields(&["pin"])] {
            for value in ["false", "true", "7", "-123456.5", "null", "[]", "\"a word of thirty-two bytes....\""] {
                assert_eq!(length(hidden, value), length(hidden, "0"), "{value}");
            }
            let long = format!("\"{}\"", "x".repeat(31));
            assert_eq!(length(hidden, &long), length(hidden, "0") + STEP);
        }
    }

    #[test]
    fn a_field_that_cannot_be_written_is_an_error() {
        let odd = std::collections::BTreeMap::from([((1, 2), 3)]);
        assert!(Writer::text(|out| out.field("odd", false, &odd)).is_err());
    }

    #[test]
    fn the_digest_is_of_props_only() {
        let digest = |prop: u8, state: u8| {
            Writer::props_digest(|out| {
                out.field("prop", true, &prop);
                out.field("state", false, &state);
            })
        };
        assert_eq!(digest(1, 2), digest(1, 3));
        assert_ne!(digest(1, 2), digest(2, 2));
    }
}
