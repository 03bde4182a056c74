//! [`Error`], the one error type of Loom.

use std::{error, fmt, iter};

/// Why something in Loom failed. Made from any error with `?`.
///
/// Its text is that of the error it was made from. `{:#}` adds the causes on the same line, as the log does; `{:?}` lists them on lines of
/// their own, as `fn main() -> loom::Result<()>` prints them. Its predicates tell apart the few kinds that a caller may want to treat differently.
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
///
/// # With `anyhow` and its like
///
/// Handlers return any error that converts into a `Box<dyn std::error::Error + Send + Sync>`, and `anyhow::Error` is one. Elsewhere each
/// direction is one call:
///
/// ```
/// # fn read() -> anyhow::Result<u8> { anyhow::bail!("no") }
/// fn to_loom() -> loom::Result<u8> {
///     read().map_err(|error| loom::Error::from_boxed(error.into()))
/// }
///
/// fn to_anyhow() -> anyhow::Result<u8> {
///     to_loom().map_err(|error| anyhow::Error::from_boxed(error.into()))
/// }
/// # assert_eq!(to_anyhow().unwrap_err().to_string(), "no");
/// ```
pub struct Error {
    /// The kind that the predicates ask for.
    kind: Kind,
    /// The error it was made from; its text is the error's text.
    source: Box<dyn error::Error + Send + Sync>,
}

/// A result whose error is [`Error`], unless another is named.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// `Ok(())` of Loom's [`Result`], for the end of a closure whose error type nothing else names.
///
/// ```
/// # use loom::prelude::*;
/// # #[live_component]
/// # struct Prices { newest: i32 }
/// # #[live_component]
/// # impl Prices {
/// #     fn render(&self) -> Html { html! { <p>{self.newest}</p> } }
/// # }
/// # fn subscribe(cx: &mut Cx<Prices>, topic: &loom::Topic<String>) {
/// topic.subscribe(cx, |prices: &mut Prices, _, text| {
///     prices.newest = text.parse()?;
///     loom::ok()
/// });
/// # }
/// ```
///
/// # Errors
/// None.
pub const fn ok() -> Result<()> {
    Ok(())
}

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

    /// The error that `source` is, for errors that are in a box already, and for `anyhow::Error`, which goes into one.
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

    /// The texts of its causes, the nearest first. A cause whose text ends the one before it is left out: many errors say their cause themselves.
    fn causes(&self) -> impl Iterator<Item = String> {
        let mut said = self.source.to_string();
        iter::successors(self.source.source(), |cause| cause.source()).map(ToString::to_string).filter(move |cause| {
            let is_new = !said.ends_with(cause.as_str());
            if is_new {
                said.clone_from(cause);
            }
            is_new
        })
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
        write!(f, "{}", self.source)?;
        if f.alternate() {
            self.causes().try_for_each(|cause| write!(f, ": {cause}"))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source)?;
        for (at, cause) in self.causes().enumerate() {
            let heading = if at == 0 { "\n\nCaused by:" } else { "" };
            write!(f, "{heading}\n    {cause}")?;
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    /// An error with a cause.
    #[derive(Debug)]
    struct Outer(&'static str, Option<Box<Outer>>);

    impl error::Error for Outer {
        fn source(&self) -> Option<&(dyn error::Error + 'static)> {
            self.1.as_deref().map(|cause| cause as _)
        }
    }

    impl fmt::Display for Outer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    fn error_of(texts: &[&'static str]) -> Error {
        match texts.iter().rev().fold(None, |cause, text| Some(Box::new(Outer(text, cause)))) {
            Some(outer) => Error::from(*outer),
            None => Error::msg("nothing"),
        }
    }

    #[test]
    fn an_error_tells_its_causes_where_it_is_asked_for_them() {
        let error = error_of(&["database", "cannot open: disk full", "disk full"]);
        assert_eq!(error.to_string(), "database");
        assert_eq!(format!("{error:#}"), "database: cannot open: disk full");
        assert_eq!(format!("{error:?}"), "database\n\nCaused by:\n    cannot open: disk full");
        let error = error_of(&["one", "two", "three"]);
        assert_eq!(format!("{error:#}"), "one: two: three");
        assert_eq!(format!("{error:?}"), "one\n\nCaused by:\n    two\n    three");
        assert_eq!(format!("{:?}", Error::msg("out of tea")), "out of tea");
    }

    #[test]
    fn an_error_goes_through_boxes_and_other_crates_with_its_causes() {
        let through_box = Error::from_boxed(Box::<dyn error::Error + Send + Sync>::from(error_of(&["one", "two"])));
        assert_eq!(format!("{through_box:#}"), "one: two");
        let through_anyhow = Error::from_boxed(anyhow::Error::from_boxed(error_of(&["one", "two"]).into()).into());
        assert_eq!(format!("{through_anyhow:#}"), "one: two");
        let context = anyhow::Error::from(Outer("inner", None)).context("outer");
        assert_eq!(format!("{:#}", Error::from_boxed(context.into())), "outer: inner");
    }
}
