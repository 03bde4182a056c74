//! [`Value`], of any type that expressions know.

use serde_json::{Value as Json, json};

use crate::expression::{self, Value as _};

/// A value. Two that are compared are of one type: then their order is that of Rust.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// An integer of any of the types, all of which this holds.
    Integer(i128),
    /// A float.
    Float(f64),
    /// Text, or the name of an enum's variant.
    Text(String),
    /// A list, or an option: one value or none.
    List(Vec<Value>),
}

impl Value {
    /// The value of this JSON, if it is one.
    #[must_use]
    pub fn decode(json: &Json) -> Option<Self> {
        Some(match json {
            Json::Bool(value) => Self::Bool(*value),
            Json::Number(number) => Self::Integer(number.as_i128()?),
            Json::String(text) => Self::Text(text.clone()),
            Json::Array(values) => Self::List(values.iter().map(Self::decode).collect::<Option<_>>()?),
            Json::Object(object) => match (object.get("n"), object.get("f")) {
                (Some(Json::String(digits)), None) => Self::Integer(digits.parse().ok()?),
                (None, Some(Json::String(special))) => Self::Float(special.parse().ok()?),
                (None, Some(Json::Number(number))) => Self::Float(number.as_f64()?),
                _ => return None,
            },
            Json::Null => return None,
        })
    }

    /// Appends the value's JSON.
    pub fn encode(&self, out: &mut String) {
        match self {
            Self::Bool(value) => value.encode(out),
            Self::Integer(value) => match i64::try_from(*value) {
                Ok(value) => value.encode(out),
                Err(_) => u64::try_from(*value).unwrap_or_default().encode(out),
            },
            Self::Float(value) => value.encode(out),
            Self::Text(text) => text.encode(out),
            Self::List(values) => values.encode(out),
        }
    }

    /// The JSON object by which a client sends values to a handler: a number is its text.
    #[must_use]
    pub fn sent(values: impl IntoIterator<Item = (String, Self)>) -> String {
        Json::Object(values.into_iter().map(|(name, value)| (name, value.as_sent())).collect()).to_string()
    }

    fn as_sent(&self) -> Json {
        match self {
            Self::Bool(value) => (*value).into(),
            Self::Integer(value) => json!({ "n": value.to_string() }),
            Self::Float(value) => json!({ "f": value.to_string() }),
            Self::Text(text) => text.as_str().into(),
            Self::List(values) => values.iter().map(Self::as_sent).collect(),
        }
    }

    /// `{}`, or `{:.N}`. A list is not shown.
    #[must_use]
    pub fn show(&self, places: Option<usize>) -> Option<String> {
        Some(match (self, places) {
            (Self::Bool(value), None) => format!("{value}"),
            (Self::Bool(value), Some(places)) => format!("{value:.places$}"),
            (Self::Integer(value), _) => format!("{value}"),
            (Self::Float(value), None) => format!("{value}"),
            (Self::Float(value), Some(places)) => format!("{value:.places$}"),
            (Self::Text(text), None) => text.clone(),
            (Self::Text(text), Some(places)) => format!("{text:.places$}"),
            (Self::List(_), _) => return None,
        })
    }

    /// An option.
    pub(super) fn option(value: Option<Self>) -> Self {
        Self::List(value.into_iter().collect())
    }

    /// A length or place.
    pub(super) fn count(count: usize) -> Self {
        Self::Integer(count as i128)
    }
}

impl expression::Value for Value {
    fn encode(&self, out: &mut String) {
        self.encode(out);
    }
}

impl expression::Ordered for Value {
    fn lesser(self, other: Self) -> Self {
        match (self, other) {
            (Self::Float(a), Self::Float(b)) => Self::Float(expression::min(a, b)),
            (a, b) if b < a => b,
            (a, _) => a,
        }
    }

    fn greater(self, other: Self) -> Self {
        match (self, other) {
            (Self::Float(a), Self::Float(b)) => Self::Float(expression::max(a, b)),
            (a, b) if b > a => b,
            (a, _) => a,
        }
    }
}
