//! A component's state as a JSON object, field by field, as it stands in its token.
//!
//! A component has no `Serialize` of its own: what serde derives for a struct is code by the page, compiled once a
//! component. Here a component names its fields, one call each, and what does the work is compiled once a field type.

use std::{borrow::Cow, hash::Hasher, io};

use serde::{Serialize, de::DeserializeOwned};

use super::{object::Object, saved::ValueSerializer, sink::JsonSink};

/// The serializer for the value of a field.
pub type FieldSerializer<'w> = &'w mut ValueSerializer<'w>;

/// The deserializer for the value of a field.
pub type FieldDeserializer<'r, 'j> = &'r mut serde_json::Deserializer<serde_json::de::StrRead<'j>>;

/// Takes the fields of a component, one after the other.
#[derive(Debug)]
pub struct StateWriter {
    sink: JsonSink,
    /// Only props are asked for.
    props_only: bool,
    /// Nothing has been written yet.
    is_empty: bool,
    /// The first field that could not be written ends it.
    failed: Option<serde_json::Error>,
}

impl StateWriter {
    /// The JSON of all that `fields` writes.
    ///
    /// # Errors
    /// A field's own `Serialize` failed, or what it writes does not read back as it was.
    pub fn text(fields: impl FnOnce(&mut Self)) -> Result<String, serde_json::Error> {
        let mut writer = Self { sink: JsonSink::Text(b"{".to_vec()), props_only: false, is_empty: true, failed: None };
        fields(&mut writer);
        match (writer.failed, writer.sink) {
            (Some(error), _) => Err(error),
            (None, JsonSink::Text(mut text)) => {
                text.push(b'}');
                String::from_utf8(text).map_err(serde::ser::Error::custom)
            }
            (None, JsonSink::Digest(_)) => Ok(String::new()),
        }
    }

    /// Whether all that `fields` writes can be written.
    ///
    /// # Errors
    /// As of [`text`](Self::text).
    pub fn check(fields: impl FnOnce(&mut Self)) -> Result<(), serde_json::Error> {
        use std::hash::BuildHasher as _;
        let sink = JsonSink::Digest(foldhash::fast::FixedState::default().build_hasher());
        let mut writer = Self { sink, props_only: false, is_empty: true, failed: None };
        fields(&mut writer);
        writer.failed.map_or(Ok(()), Err)
    }

    /// A digest of the props among what `fields` writes, the same from build to build.
    #[must_use]
    pub fn props_digest(fields: impl FnOnce(&mut Self)) -> u64 {
        use std::hash::BuildHasher as _;
        let hasher = foldhash::fast::FixedState::default().build_hasher();
        let mut writer = Self { sink: JsonSink::Digest(hasher), props_only: true, is_empty: true, failed: None };
        fields(&mut writer);
        match writer.sink {
            JsonSink::Digest(hasher) => hasher.finish(),
            JsonSink::Text(_) => 0,
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

/// Gives the fields of a component by name.
#[derive(Debug)]
pub struct StateReader<'j> {
    /// The members of the object, not read any further.
    fields: Vec<(Cow<'j, str>, &'j str)>,
    /// Whether each of them has been asked for, where that matters.
    asked: Option<Vec<bool>>,
    /// The first field that could not be read, or is missing.
    failed: Option<serde_json::Error>,
}

impl<'j> StateReader<'j> {
    /// The result of `read` on the object in `json`.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn written(fields: impl FnOnce(&mut StateWriter)) -> String {
        StateWriter::text(fields).unwrap_or_else(|error| error.to_string())
    }

    #[test]
    fn fields_come_back_by_name_in_any_order() {
        let json = written(|out| {
            out.field("a\"b", false, "x\"y");
            out.field("rows", false, &[(1, "one"), (2, "two")]);
        });
        assert_eq!(json, r#"{"a\"b":"x\"y","rows":[[1,"one"],[2,"two"]]}"#);
        let read = StateReader::read(&json, |from| {
            Some((from.field::<Vec<(u8, String)>>("rows")?.len(), from.field::<String>("a\"b")?))
        });
        assert_eq!(read.ok(), Some((2, "x\"y".to_owned())));
    }

    #[test]
    fn an_absent_field_is_none_and_a_wrong_one_is_an_error_that_names_it() {
        let absent = StateReader::read("{}", |from| Some(from.field::<u8>("count")));
        assert_eq!(absent.ok(), Some(None));
        let wrong = StateReader::read(r#"{"count":-1}"#, |from| Some(from.field::<u8>("count")));
        assert!(wrong.is_err_and(|error| error.to_string().contains("count")));
        let missing = StateReader::read("{}", |from| from.missing::<()>("count"));
        assert!(missing.is_err_and(|error| error.to_string().contains("count")));
        assert!(StateReader::read("[]", |_| Some(())).is_err());
    }

    #[test]
    fn an_old_name_is_found_under_the_new_one() {
        let read = StateReader::read(r#"{"n":3}"#, |from| {
            from.alias("n", "number");
            from.field::<u8>("number")
        });
        assert_eq!(read.ok(), Some(3));
    }

    #[test]
    fn unknown_fields_are_refused_where_that_matters() {
        let read = |json| {
            StateReader::read_all(json, |from| {
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
    fn a_field_that_cannot_be_written_is_an_error() {
        let odd = std::collections::BTreeMap::from([((1, 2), 3)]);
        assert!(StateWriter::text(|out| out.field("odd", false, &odd)).is_err());
    }

    #[test]
    fn the_digest_is_of_props_only() {
        let digest = |prop: u8, state: u8| {
            StateWriter::props_digest(|out| {
                out.field("prop", true, &prop);
                out.field("state", false, &state);
            })
        };
        assert_eq!(digest(1, 2), digest(1, 3));
        assert_ne!(digest(1, 2), digest(2, 2));
    }
}
