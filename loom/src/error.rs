//! [`Error`], the one error type of Loom.

use std::{error, fmt};

/// Why something in Loom failed. Made from any error with `?`.
pub struct Error(Box<dyn error::Error + Send + Sync>);

/// A result whose error is [`Error`], unless another is named.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error that says `message`.
    pub fn msg(message: impl fmt::Display) -> Self {
        Self(message.to_string().into())
    }

    /// The error it was made from, if that is a `T`.
    #[must_use]
    pub fn downcast_ref<T: error::Error + 'static>(&self) -> Option<&T> {
        self.0.downcast_ref()
    }
}

impl<E: error::Error + Send + Sync + 'static> From<E> for Error {
    fn from(error: E) -> Self {
        Self(Box::new(error))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
