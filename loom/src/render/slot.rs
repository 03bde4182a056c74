//! [`Slot`], one place in a template.

use std::fmt;

use crate::{
    html::RenderError,
    tree::{Child, Html, Out, Scalar},
};

/// Proof that a slot has been filled; only a [`Slot`]'s methods make it.
#[derive(Debug)]
pub struct Done(());

/// The result of rendering a value.
pub type Rendered = Result<Done, RenderError>;

/// One place in a template that takes one value. Its methods use it up.
pub struct Slot<'o> {
    out: Out<'o>,
}

impl<'o> Slot<'o> {
    #[inline]
    pub(crate) fn new(out: Out<'o>) -> Self {
        Self { out }
    }

    #[inline]
    pub(crate) fn scalar(mut self, value: Scalar<'_>) -> Rendered {
        self.out.scalar(value);
        Ok(Done(()))
    }

    /// Fills the slot with text. It is escaped where it is written as HTML.
    ///
    /// # Errors
    /// None of its own; the type is what [`Render::render`](crate::Render::render) returns.
    #[inline]
    pub fn text(self, text: &str) -> Rendered {
        self.scalar(Scalar::Text(text))
    }

    /// Fills the slot with what `value` displays as, as text.
    ///
    /// # Errors
    /// None of its own.
    pub fn display(self, value: impl fmt::Display) -> Rendered {
        self.scalar(Scalar::Display(format_args!("{value}")))
    }

    /// Fills the slot with a piece of HTML.
    ///
    /// # Errors
    /// The error that ended the render of `html`.
    pub fn html(mut self, html: Html<'_>) -> Rendered {
        if html.is_empty() {
            return self.scalar(Scalar::Absent);
        }
        html.write(&mut self.out)?;
        Ok(Done(()))
    }

    /// Fills the slot with HTML that is trusted as it is: nothing is escaped or checked.
    ///
    /// # Errors
    /// None of its own.
    pub fn dangerously_html(self, html: &str) -> Rendered {
        self.scalar(Scalar::Raw(html))
    }

    /// Fills the slot with a live component of its own.
    pub(crate) fn child(mut self, child: Box<dyn Child>) -> Rendered {
        self.out.child(child);
        Ok(Done(()))
    }

    /// Fills the slot with a list of unkeyed items, `each` of which is written into a slot of its own.
    pub(crate) fn list<T>(
        mut self,
        items: impl IntoIterator<Item = T>,
        each: impl Fn(T, Slot<'_>) -> Rendered,
    ) -> Rendered {
        self.out.list();
        for item in items {
            self.out.item();
            self.out.open(&crate::tree::ITEM);
            each(item, self.out.slot())?;
            self.out.close();
        }
        self.out.end_list();
        Ok(Done(()))
    }
}
