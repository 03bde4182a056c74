//! [`Html`], the value of one `html!`, and [`RenderError`], why it could not be written.

use std::{error::Error, fmt};

use crate::tree::Out;

type Write<'a> = Box<dyn FnOnce(&mut Out<'_>) -> Result<Written, RenderError> + 'a>;

/// Proof that a template has been written to its end, which only [`Out::end`] gives: a `return` out of the middle has none.
#[derive(Debug)]
pub struct Written(());

impl Written {
    pub(crate) const fn new() -> Self {
        Self(())
    }
}

/// A piece of HTML that has not been written yet.
///
/// `html!` makes it. It borrows from whatever the template names, and writes itself, slot by slot, when it is
/// rendered: into a page, a join or a patch. It is not `Send`; build it after the last `.await`.
pub struct Html<'a> {
    /// `None` is the empty piece of HTML.
    write: Option<Write<'a>>,
}

impl<'a> Html<'a> {
    /// HTML that `write` writes. `html!` is the way to call it.
    #[doc(hidden)]
    pub fn new(write: impl FnOnce(&mut Out<'_>) -> Result<Written, RenderError> + 'a) -> Self {
        Self { write: Some(Box::new(write)) }
    }

    /// No HTML at all; what `children` is when a component is called without any.
    #[must_use]
    pub const fn empty() -> Self {
        Self { write: None }
    }

    /// Whether this is [`Html::empty`].
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.write.is_none()
    }

    /// Writes itself as one tree: `open`, slots, `close`; nothing if it is empty.
    pub(crate) fn write(self, out: &mut Out<'_>) -> Result<(), RenderError> {
        match self.write {
            Some(write) => write(out).map(|Written(())| ()),
            None => Ok(()),
        }
    }
}

impl Default for Html<'_> {
    fn default() -> Self {
        Self::empty()
    }
}

impl fmt::Debug for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_empty() { "Html(empty)" } else { "Html(..)" })
    }
}

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
