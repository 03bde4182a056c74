//! The result of calling a method of a component: done, or a future; and the effects it asks for.

use std::{error, fmt, future::Future, pin::Pin};

use crate::Error;

/// The effect that an event or hook asks for besides the change of state. Most ask for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// Render and send what changed.
    #[default]
    Done,
    /// Send the browser to another page.
    Redirect(String),
}

/// Sends the browser to another page. An event, `mount` or `connected` may return it.
///
/// ```
/// use loom::Redirect;
///
/// # struct Cart;
/// # impl Cart {
/// fn check_out(&mut self) -> loom::Result<Redirect> {
///     Ok(Redirect::to("/thanks"))
/// }
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The address, as it will stand in the browser.
    url: String,
}

impl Redirect {
    /// To this address: a path of this site, or a whole URL.
    pub fn to(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }

    /// The address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl From<Redirect> for Outcome {
    fn from(redirect: Redirect) -> Self {
        Self::Redirect(redirect.url)
    }
}

/// The return types of an event, a hook or a push: nothing, a [`Redirect`] or [`Outcome`], or a `Result` or `Option` of one.
#[diagnostic::on_unimplemented(
    message = "an event cannot return `{Self}`",
    label = "nothing is done with a value of this type",
    note = "return nothing, `loom::Redirect`, `loom::Outcome`, or a `loom::Result` of one of them"
)]
pub trait IntoOutcome: sealed::Sealed {
    /// It may be an error, so the state is saved before the event runs.
    #[doc(hidden)]
    const FALLIBLE: bool = false;

    /// The effect that it asks for.
    ///
    /// # Errors
    /// The method's own.
    #[doc(hidden)]
    fn into_outcome(self) -> Result<Outcome, Error>;
}

/// Seals the return types of events, since the runtime has to know how to handle each of them.
mod sealed {
    use super::{Outcome, Redirect};

    pub trait Sealed {}
    impl Sealed for () {}
    impl Sealed for Outcome {}
    impl Sealed for Redirect {}
    impl<T> Sealed for Option<T> {}
    impl<T, E> Sealed for Result<T, E> {}
}

impl IntoOutcome for () {
    fn into_outcome(self) -> Result<Outcome, Error> {
        Ok(Outcome::Done)
    }
}

impl IntoOutcome for Outcome {
    fn into_outcome(self) -> Result<Outcome, Error> {
        Ok(self)
    }
}

impl IntoOutcome for Redirect {
    fn into_outcome(self) -> Result<Outcome, Error> {
        Ok(self.into())
    }
}

impl<T: IntoOutcome> IntoOutcome for Option<T> {
    const FALLIBLE: bool = T::FALLIBLE;

    fn into_outcome(self) -> Result<Outcome, Error> {
        self.map_or(Ok(Outcome::Done), T::into_outcome)
    }
}

/// Any error will do: Loom's, a library's, a boxed one, a text.
impl<T: IntoOutcome, E: Into<Box<dyn error::Error + Send + Sync>>> IntoOutcome for Result<T, E> {
    const FALLIBLE: bool = true;

    fn into_outcome(self) -> Result<Outcome, Error> {
        self.map_err(|error| Error::from_boxed(error.into()))?.into_outcome()
    }
}

/// A call of a component's method: finished, or a future that borrows the component.
pub enum Step<'a> {
    /// A plain method has run.
    Done(Result<Outcome, Error>),
    /// An `async` method has begun.
    Pending(Pin<Box<dyn Future<Output = Result<Outcome, Error>> + Send + 'a>>),
}

impl<'a> Step<'a> {
    /// A method that is not there.
    #[must_use]
    pub const fn nothing() -> Self {
        Self::Done(Ok(Outcome::Done))
    }

    /// The result of a method that is not `async`.
    ///
    /// # Errors
    /// The method's own.
    pub(crate) fn finished(self) -> Result<Outcome, Error> {
        match self {
            Self::Done(result) => result,
            Self::Pending(_) => Err(Error::msg("an `async` method was announced as a plain one")),
        }
    }

    /// The result of a method that may be `async`.
    ///
    /// # Errors
    /// The method's own.
    pub(crate) async fn run(self) -> Result<Outcome, Error> {
        match self {
            Self::Done(result) => result,
            Self::Pending(future) => future.await,
        }
    }
}

impl fmt::Debug for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done(result) => f.debug_tuple("Done").field(result).finish(),
            Self::Pending(_) => f.write_str("Pending(..)"),
        }
    }
}
