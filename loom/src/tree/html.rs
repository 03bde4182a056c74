//! [`Html`], the value of one `html!`.

use std::fmt;

use super::out::{Out, Written};
use crate::html::RenderError;

type Write<'a> = Box<dyn FnOnce(&mut Out<'_>) -> Result<Written, RenderError> + 'a>;

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

    /// The same after `first`, which writes no content.
    pub(crate) fn after(self, first: impl FnOnce(&mut Out<'_>) + 'a) -> Self {
        let Some(write) = self.write else { return self };
        Self::new(move |out| {
            first(out);
            write(out)
        })
    }

    /// Whether this is [`Html::empty`].
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.write.is_none()
    }

    /// Writes itself as one tree: `open`, slots, `close`; nothing if it is empty.
    pub(crate) fn write(self, out: &mut Out<'_>) -> Result<(), RenderError> {
        match self.write {
            Some(write) => write(out).map(drop),
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
