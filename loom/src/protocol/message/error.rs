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

/// A stable code of an error message, by which a client decides what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Code {
    /// The frame is not a message.
    BadMessage,
    /// There is no such component on this connection.
    UnknownId,
    /// The id is taken.
    DuplicateId,
    /// The component has gone on with a newer connection of its page.
    Moved,
    /// There is no such component in this program.
    UnknownModule,
    /// The token is not valid here.
    BadToken,
    /// The token is too old.
    ExpiredToken,
    /// The page as it is now does not offer the handler.
    UnknownHandler,
    /// The event does not carry what the handler asks for.
    BadPayload,
    /// The handler returned an error.
    EventFailed,
    /// The component panicked and went back to a kept state.
    Panicked,
    /// The component could not be rendered.
    RenderFailed,
    /// A limit was reached.
    TooMany,
    /// The server is about to stop.
    Stopping,
    /// Events come faster than they are taken.
    TooFast,
    /// The application does not let the visitor do this.
    Forbidden,
    /// The component around is not on this connection, or does not show this one.
    NotShown,
    /// The handler took too long, and was ended.
    Timeout,
    /// The component wanted to send the browser where it may not.
    BadRedirect,
    /// The event was sent before, and each time the connection broke before its answer.
    GivenUp,
}

impl Code {
    /// The code as it stands on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BadMessage => "bad_message",
            Self::UnknownId => "unknown_id",
            Self::DuplicateId => "duplicate_id",
            Self::Moved => "moved",
            Self::UnknownModule => "unknown_module",
            Self::BadToken => "bad_token",
            Self::ExpiredToken => "expired_token",
            Self::UnknownHandler => "unknown_handler",
            Self::BadPayload => "bad_payload",
            Self::EventFailed => "event_failed",
            Self::Panicked => "panicked",
            Self::RenderFailed => "render_failed",
            Self::TooMany => "too_many",
            Self::Stopping => "stopping",
            Self::TooFast => "too_fast",
            Self::Forbidden => "forbidden",
            Self::NotShown => "not_shown",
            Self::Timeout => "timeout",
            Self::BadRedirect => "bad_redirect",
            Self::GivenUp => "given_up",
        }
    }
}
