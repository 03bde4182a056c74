//! A live component inside another's template.

use std::any::Any;

use super::{LiveComponent, Props, Shown, contained, state::props_digest};
use crate::{
    RenderError,
    render::{Rendered, Slot},
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

#[diagnostic::do_not_recommend]
impl<C: LiveComponent> Shown for C {
    fn show(self, slot: Slot<'_>) -> Rendered {
        if !C::ADDRESS.is_empty() {
            return Err(RenderError::msg(format_args!(
                "`{}` has fields in the address, so a page mounts it: inside another component it has no address",
                C::MODULE
            )));
        }
        slot.child(Box::new(Nested(Some(self))))
    }
}

/// Fills the next slot with the component of these props. `<Counter step={2}/>` expands to it.
#[doc(hidden)]
pub fn show<P: Props>(props: P, out: &mut Out<'_>) {
    let rendered = props.build().show(out.slot());
    out.done(rendered);
}
