//! What calling a method of a component gives: done, or a future.

use std::{future::Future, pin::Pin};

use crate::Error;

/// What an event or hook asks for besides the change of state. Most ask for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// Render and send what changed.
    #[default]
    Done,
    /// Send the browser to another page.
    Redirect(String),
}

/// A call of a component's method: finished, or a future that borrows the component.
pub enum Step<'a> {
    /// A plain method has run.
    Done(Result<Outcome, Error>),
    /// An `async` method has begun.
    Pending(Pin<Box<dyn Future<Output = Result<Outcome, Error>> + Send + 'a>>),
}
