//! [`Reply`], the part of an answer beside its patch.

use serde::{Deserialize, Serialize};

use super::{Code, Effect};

/// The answer to an event beside a patch, or in the place of one. A client that did not hear it cannot tell it from the state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reply {
    /// The error that it was.
    #[serde(rename = "x", skip_serializing_if = "Option::is_none")]
    pub error: Option<(Code, Box<str>)>,
    /// The effects, in the order of their messages.
    #[serde(rename = "e", skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect>,
    /// It made an entry in the browser's history. The rest of the address is in the state.
    #[serde(rename = "u", skip_serializing_if = "std::ops::Not::not")]
    pub pushes: bool,
}

impl Reply {
    /// An error.
    #[must_use]
    pub fn error(code: Code, message: &str) -> Self {
        Self { error: Some((code, message.into())), ..Self::default() }
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.error.is_none() && self.effects.is_empty() && !self.pushes
    }

    /// The bytes that it holds.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.error.as_ref().map_or(0, |(_, text)| text.len()) + self.effects.iter().map(Effect::bytes).sum::<usize>()
    }
}
