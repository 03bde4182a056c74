//! [`Aside`], what an answer says beside its patch.

use serde::{Deserialize, Serialize};

use super::{Code, Level};

/// The answer to an event beside a patch, or in the place of one. A client that did not hear it cannot tell it from the state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Aside {
    /// The error that it was.
    #[serde(rename = "x", skip_serializing_if = "Option::is_none")]
    pub error: Option<(Code, Box<str>)>,
    /// Another page.
    #[serde(rename = "r", skip_serializing_if = "Option::is_none")]
    pub redirect: Option<String>,
    /// A new title of the document.
    #[serde(rename = "d", skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Messages for the user.
    #[serde(rename = "f", skip_serializing_if = "Vec::is_empty")]
    pub flashes: Vec<(Level, String)>,
}

impl Aside {
    /// An error.
    #[must_use]
    pub fn error(code: Code, message: &str) -> Self {
        Self { error: Some((code, message.into())), ..Self::default() }
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { error, redirect, title, flashes } = self;
        error.is_none() && redirect.is_none() && title.is_none() && flashes.is_empty()
    }

    /// The bytes of its texts.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let Self { error, redirect, title, flashes } = self;
        let error = error.as_ref().map_or(0, |(_, text)| text.len());
        let [redirect, title] = [redirect, title].map(|text| text.as_ref().map_or(0, String::len));
        error
            + redirect
            + title
            + flashes.iter().map(|(_, text)| size_of::<(Level, String)>() + text.len()).sum::<usize>()
    }
}
