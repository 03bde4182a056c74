//! [`Frame`], the unit that a transport carries.

use std::borrow::Cow;

/// One frame of a connection, in either direction: text or bytes.
///
/// A transport that keeps what it received lends its frames, so nothing is copied on the way in. All messages of both dialects are text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame<'f> {
    /// Text, as UTF-8.
    Text(Cow<'f, str>),
    /// Bytes.
    Bytes(Cow<'f, [u8]>),
}

impl Frame<'_> {
    /// The bytes of its payload.
    #[must_use]
    pub fn bytes(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }

    /// Its text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Bytes(_) => None,
        }
    }
}

impl<'f> From<&'f str> for Frame<'f> {
    fn from(text: &'f str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Frame<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'f> From<&'f [u8]> for Frame<'f> {
    fn from(bytes: &'f [u8]) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}
