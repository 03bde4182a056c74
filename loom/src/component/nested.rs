//! A live component inside another's template.

use std::any::Any;

use super::{LiveComponent, Props, contained, state::props_digest};
use crate::{
    html::{Html, Rendered, Slot},
    tree::{Child, Out},
};

/// A component with its props set, on its way from its parent's template to the connection.
///
/// It is there until it is taken out.
#[derive(Debug)]
struct Nested<C>(Option<C>);

impl<C: LiveComponent> Child for Nested<C> {
    fn module(&self) -> &'static str {
        C::MODULE
    }
    fn props_digest(&self) -> u64 {
        self.0.as_ref().map_or(0, props_digest)
    }
    fn as_any(&self) -> &(dyn Any + Send) {
        self.0.as_ref().map_or(&(), |component| component)
    }
    fn into_any(mut self: Box<Self>) -> Box<dyn Any + Send> {
        self.0.take().map_or_else(|| Box::new(()) as Box<dyn Any + Send>, |component| Box::new(component))
    }
}

impl<C> Drop for Nested<C> {
    fn drop(&mut self) {
        contained(|| self.0 = None);
    }
}

/// What can be put into a template once its props are complete: a live component, or the HTML of a function.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `#[live_component] impl`",
    label = "a live component has two halves, and this is the first",
    note = "write `#[live_component] impl {Self} {{ fn render(&self) -> Html {{ html! {{ ... }} }} }}`"
)]
pub trait Shown {
    /// Fills `slot` with it.
    ///
    /// # Errors
    /// Whatever ended the render.
    #[doc(hidden)]
    fn show(self, slot: Slot<'_>) -> Rendered;
}

#[diagnostic::do_not_recommend]
impl<C: LiveComponent> Shown for C {
    fn show(self, slot: Slot<'_>) -> Rendered {
        slot.child(Box::new(Nested(Some(self))))
    }
}

impl Shown for Html<'_> {
    fn show(self, slot: Slot<'_>) -> Rendered {
        slot.html(self)
    }
}

/// Fills the next slot with the component of these props. What `<Counter step={2}/>` does.
#[doc(hidden)]
pub fn show<P: Props>(props: P, out: &mut Out<'_>) {
    let rendered = props.build().show(out.slot());
    out.done(rendered);
}
