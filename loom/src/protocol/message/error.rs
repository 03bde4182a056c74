//! Why a frame is refused, and the codes that clients are told.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a frame is not a message.
#[derive(Debug)]
#[non_exhaustive]
pub enum MessageError {
    /// It is not the JSON that a message is made of.
    Json(serde_json::Error),
    /// Its type is none that a client sends.
    UnknownType(String),
    /// A part that its type needs is missing.
    Missing(&'static str),
    /// It is a binary frame.
    Binary,
    /// It is nested too deeply, or holds too many values.
    TooLarge,
}

impl fmt::Display for MessageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(f, "the frame is not a message: {error}"),
            Self::UnknownType(name) => write!(f, "there is no message of type {name:?}"),
            Self::Missing(part) => write!(f, "the message has no `{part}`"),
            Self::Binary => f.write_str("messages are text frames, this one is binary"),
            Self::TooLarge => f.write_str("the message is nested too deeply, or holds too many values"),
        }
    }
}

impl std::error::Error for MessageError {}

impl From<serde_json::Error> for MessageError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident: $code:literal, $meaning:literal, $client:literal;)*) => {
        /// A stable code of an error message, by which a client decides what to do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
        #[non_exhaustive]
        pub enum Code {
            $(
                $(#[$doc])*
                #[serde(rename = $code)]
                $name,
            )*
        }

        impl Code {
            /// The code as it stands on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

loom_vocabulary::for_each_error_code!(codes);
