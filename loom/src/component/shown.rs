//! [`Shown`], the kinds of components that props make in a template.

use crate::{
    render::{Rendered, Slot},
    tree::Html,
};

/// A type that can be put into a template once its props are complete: a live component, or the HTML of a function.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `#[live_component] impl`",
    label = "a live component has two halves, and this is the first",
    note = "write `#[live_component] impl {Self} {{ fn render(&self) -> Html {{ html! {{ ... }} }} }}`"
)]
pub trait Shown {
    /// Fills `slot` with it.
    ///
    /// # Errors
    /// The error that ended the render.
    #[doc(hidden)]
    fn show(self, slot: Slot<'_>) -> Rendered;
}

impl Shown for Html<'_> {
    fn show(self, slot: Slot<'_>) -> Rendered {
        slot.html(self)
    }
}
