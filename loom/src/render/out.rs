//! How generated code fills a slot with a value: the methods of [`Out`] that ask the value's traits.

use super::{
    attribute::{AttributeSlot, AttributeValue, Flag, Presence},
    slot::{Rendered, Slot},
};
use crate::tree::{Out, Scalar};

#[doc(hidden)]
#[allow(missing_docs, reason = "for generated code")]
impl Out<'_> {
    /// The next slot.
    #[inline]
    pub(crate) fn slot(&mut self) -> Slot<'_> {
        Slot::new(self.reborrow())
    }
    /// The result of the last slot. A template does not check each one, which leaves much less for rustc to read.
    #[inline]
    pub(crate) fn done(&mut self, rendered: Rendered) {
        if let Err(error) = rendered {
            self.fail(error);
        }
    }
    #[inline]
    pub fn attribute<T: AttributeValue + ?Sized>(&mut self, value: &T) {
        let rendered = value.attribute(AttributeSlot(self.slot()));
        self.done(rendered);
    }
    #[inline]
    pub fn presence<T: Presence + ?Sized>(&mut self, value: &T) {
        let rendered = value.presence(AttributeSlot(self.slot()));
        self.done(rendered);
    }
    /// A boolean attribute or a `class:name`.
    #[inline]
    pub fn flag<T: Flag + ?Sized>(&mut self, value: &T) {
        self.scalar(Scalar::Flag(value.flag()));
    }
}
