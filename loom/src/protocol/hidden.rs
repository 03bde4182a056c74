//! [`Hidden`], the part of a state that is encrypted in tokens.

use std::borrow::Cow;

use super::object::Object;

/// The part of a state that nobody but the server may read.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::state::StateReader;

    #[test]
    fn hidden_fields_are_not_there_until_they_are_revealed() {
        let json = r#"{"a":1,"pin":"1234","rows":[{"pin":2}],"key":[7]}"#;
        let seal = |text: &str| Ok(text.chars().rev().collect::<String>());
        let open = |text: &str| Some(text.chars().rev().collect::<String>());
        for hidden in [Hidden::Whole, Hidden::Fields(&["pin", "key"])] {
            let text = hidden.hide(json, seal).unwrap_or_else(|error| error.to_string());
            assert!(!text.contains("1234") && !text.contains("\"key\""), "{text}");
            let read = Hidden::reveal(&text, open).and_then(|json| {
                let read = StateReader::read_all(&json, |from| {
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
}
