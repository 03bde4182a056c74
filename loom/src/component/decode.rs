//! From an event's text to the parameters of its method.

use std::future::Future;

use serde::{Serialize, de::DeserializeOwned};

use super::{EventCall, FromEvent, Outcome, Step};
use crate::{Error, protocol::handler::read_args};

/// An argument that a template binds: a value that serde can write and read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of an event",
    label = "the page holds the argument as JSON",
    note = "derive `serde::Serialize` and `serde::Deserialize` for it; what the browser supplies comes through an extractor, \
            as `Value<T>` or `Form<T>`, or a type of your own that is marked `#[payload]`"
)]
pub trait Argument: Serialize + DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned> Argument for T {}

/// The bound arguments of an event, from what stands between the parentheses.
pub trait ReadArgs: Sized {
    /// Reads them.
    ///
    /// # Errors
    /// They are of another number or of other types.
    fn read(args: &str) -> Result<Self, Error>;
}

impl ReadArgs for () {
    fn read(args: &str) -> Result<Self, Error> {
        if args.is_empty() { Ok(()) } else { Err(Error::malformed("the event takes no arguments")) }
    }
}

macro_rules! tuples {
    ($(($($t:ident)*))*) => {$(
        impl<$($t: Argument),*> ReadArgs for ($($t,)*) {
            fn read(args: &str) -> Result<Self, Error> {
                read_args(args).map_err(|error| Error::malformed(format_args!("the event's arguments: {error}")))
            }
        }
    )*};
}
tuples! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) }

impl FromEvent for () {
    fn from_event(_: &EventCall<'_>) -> Result<Self, Error> {
        Ok(())
    }
}

macro_rules! extractors {
    ($(($($t:ident)*))*) => {$(
        impl<$($t: FromEvent),*> FromEvent for ($($t,)*) {
            fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
                Ok(($($t::from_event(call)?,)*))
            }
        }
    )*};
}
extractors! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) }

/// The bound arguments and the payload of an event.
#[doc(hidden)]
pub fn decode<A: ReadArgs, P: FromEvent>(call: &EventCall<'_>) -> Result<(A, P), Error> {
    Ok((A::read(call.args)?, P::from_event(call)?))
}

/// The step of an event whose arguments or payload are not what its method takes.
#[doc(hidden)]
#[must_use]
pub const fn refused(error: Error) -> Step<'static> {
    Step::Done(Err(error))
}

/// The step of an event that the component does not have.
#[doc(hidden)]
#[must_use]
pub fn unknown_event(call: &EventCall<'_>) -> Step<'static> {
    Step::Done(Err(Error::unknown_handler(call.handler)))
}

/// The step of an `async` method, whose future may move to another thread.
#[doc(hidden)]
pub fn pending<'a>(future: impl Future<Output = Result<Outcome, Error>> + Send + 'a) -> Step<'a> {
    Step::Pending(Box::pin(future))
}
