//! [`RenderError`], why a piece of HTML could not be written.

use std::{error::Error, fmt};

/// Why a render ended early: the error of a `?` or of a `Result` in a slot.
///
/// It is made from any error, so that `?` works in templates, and therefore is not an `Error` itself;
/// [`RenderError::source`] is the error it was made from.
pub struct RenderError(Box<dyn Error + Send + Sync>);

impl RenderError {
    /// An error that says `message`.
    pub fn msg(message: impl fmt::Display) -> Self {
        Self(message.to_string().into())
    }

    /// The error that ended the render.
    #[must_use]
    pub fn source(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.0
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for RenderError {
    fn from(error: E) -> Self {
        Self(Box::new(error))
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
