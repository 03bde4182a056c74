//! The name that a client gives a component on its connection.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Deserializer, de};

use crate::protocol::json;

/// The bytes of an id at most. It is kept for as long as its component is joined.
pub const LONGEST: usize = 64;

/// A component's id on one connection: text in dialect 1, a number in dialect 2.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Id {
    /// As `c0`.
    Text(Box<str>),
    /// As `0`.
    Number(u64),
}

impl Id {
    /// Appends the id as JSON.
    pub fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => json::write_text(out, text),
            Self::Number(number) => json::write_number(out, *number),
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
        }
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "an id, which is a text of at most {LONGEST} bytes or a number from 0")
            }
            fn visit_u64<E>(self, number: u64) -> Result<Id, E> {
                Ok(Id::Number(number))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
                if text.len() > LONGEST {
                    return Err(E::invalid_length(text.len(), &self));
                }
                Ok(Id::Text(text.into()))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// Text of a message, borrowed from the frame unless it holds escapes.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'f>(#[serde(borrow)] pub(super) Cow<'f, str>);
