//! [`Object`], a JSON object whose values are still text.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

/// The members of a JSON object, in order.
pub(super) struct Object<'j>(pub(super) Vec<(Cow<'j, str>, &'j str)>);

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
