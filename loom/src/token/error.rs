//! Why a token is refused.

use std::fmt;

/// Why a token does not open what it was shown for.
///
/// A client learns no more than [`code`](Self::code); the rest is for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenError {
    /// It is not three parts of base64url, or its payload is not `module:json`.
    Malformed,
    /// It was signed with a key that is not, or no longer, in use.
    UnknownKey,
    /// Its mac does not fit.
    BadSignature,
    /// It belongs to another component.
    WrongModule,
    /// It belongs to another visitor, or to one who has logged out since.
    WrongSession,
    /// It is older than tokens may get.
    Expired,
    /// It was made later than it is by this machine's clock.
    FromTheFuture,
    /// Its visitor was disconnected after it was made.
    Revoked,
}

impl TokenError {
    /// The stable code of `docs/protocol.md` that a client is told.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Expired | Self::FromTheFuture => "expired_token",
            _ => "bad_token",
        }
    }
}

impl TokenError {
    /// The same as `Display`.
    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::Malformed => "the token has not the form of one",
            Self::UnknownKey => "the token was signed with a key that is not in use",
            Self::BadSignature => "the token's signature does not fit",
            Self::WrongModule => "the token belongs to another component",
            Self::WrongSession => "the token belongs to another visitor",
            Self::Expired => "the token is too old",
            Self::FromTheFuture => "the token was made later than it is by this machine's clock",
            Self::Revoked => "the token's visitor was disconnected after it was made",
        }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason())
    }
}

impl std::error::Error for TokenError {}
