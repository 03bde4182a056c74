//! [`Error`], the one error type of Loom.

use std::{error, fmt};

/// Why something in Loom failed. Made from any error with `?`.
///
/// It says what it was made from, and its predicates tell apart the few kinds that a caller may want to treat differently.
///
/// ```
/// # fn main() -> loom::Result<()> {
/// let number: i32 = "7".parse()?;
/// let error = loom::Error::msg("out of tea");
/// assert_eq!(error.to_string(), "out of tea");
/// assert!(!error.is_payload());
/// # assert_eq!(number, 7);
/// # Ok(())
/// # }
/// ```
pub struct Error {
    /// The kind that the predicates ask for.
    kind: Kind,
    /// The error it was made from; its text is the error's text.
    source: Box<dyn error::Error + Send + Sync>,
}

/// A result whose error is [`Error`], unless another is named.
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Any error of the application or of a library.
    Other,
    /// The browser did not send what the handler asks for.
    Missing,
    /// The browser sent it in a form that cannot be read.
    Malformed,
    /// No `#[event]` has this name.
    UnknownHandler,
}

impl Error {
    /// An error that says `message`.
    pub fn msg(message: impl fmt::Display) -> Self {
        Self::of(Kind::Other, message)
    }

    /// The error that `source` is, for errors that are in a box already.
    #[must_use]
    pub fn from_boxed(source: Box<dyn error::Error + Send + Sync>) -> Self {
        match source.downcast::<Wrapped>() {
            Ok(wrapped) => wrapped.0,
            Err(source) => Self { kind: Kind::Other, source },
        }
    }

    /// The browser did not send `part`, which the handler asks for.
    pub(crate) fn missing(part: &str) -> Self {
        Self::of(Kind::Missing, format_args!("the event carries no {part}"))
    }

    /// The browser's input cannot be read, because of `message`.
    pub(crate) fn malformed(message: impl fmt::Display) -> Self {
        Self::of(Kind::Malformed, message)
    }

    /// The component has no `#[event]` of this name.
    pub(crate) fn unknown_handler(name: &str) -> Self {
        Self::of(Kind::UnknownHandler, format_args!("there is no event `{name}`"))
    }

    /// Whether the browser's event did not carry what the handler asks for, or not in a form that can be read.
    #[must_use]
    pub const fn is_payload(&self) -> bool {
        matches!(self.kind, Kind::Missing | Kind::Malformed)
    }

    /// Whether the event names a handler that the component does not have.
    #[must_use]
    pub const fn is_unknown_handler(&self) -> bool {
        matches!(self.kind, Kind::UnknownHandler)
    }

    /// Whether the browser's event lacks a part that the handler asks for.
    pub(crate) const fn is_missing(&self) -> bool {
        matches!(self.kind, Kind::Missing)
    }

    /// The error it was made from.
    #[must_use]
    pub fn source(&self) -> &(dyn error::Error + Send + Sync + 'static) {
        &*self.source
    }

    /// The error it was made from, if that is an `E`.
    #[must_use]
    pub fn downcast_ref<E: error::Error + 'static>(&self) -> Option<&E> {
        self.source.downcast_ref()
    }

    fn of(kind: Kind, message: impl fmt::Display) -> Self {
        Self { kind, source: message.to_string().into() }
    }
}

impl<E: error::Error + Send + Sync + 'static> From<E> for Error {
    fn from(error: E) -> Self {
        Self::from_boxed(Box::new(error))
    }
}

impl From<Error> for Box<dyn error::Error + Send + Sync> {
    fn from(error: Error) -> Self {
        Box::new(Wrapped(error))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

/// An [`Error`] on its way through a box, from which [`Error::from_boxed`] takes it out again.
struct Wrapped(Error);

impl error::Error for Wrapped {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.0.source.source()
    }
}

impl fmt::Display for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
