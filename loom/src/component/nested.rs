//! A live component inside another's template.

use std::any::Any;

use super::LiveComponent;
use crate::{
    html::{Rendered, Slot},
    tree::Child,
};

/// A component with its props set, on its way from its parent's template to the connection.
#[derive(Debug)]
struct Nested<C>(C);

impl<C: LiveComponent> Child for Nested<C> {
    fn module(&self) -> &'static str {
        C::MODULE
    }
    fn props_digest(&self) -> u64 {
        self.0.props_digest()
    }
    fn as_any(&self) -> &(dyn Any + Send) {
        &self.0
    }
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        Box::new(self.0)
    }
}

/// Fills `slot` with `component`, a live component of its own. What `<Counter step={2}/>` does.
#[doc(hidden)]
pub fn render_child<C: LiveComponent>(component: C, slot: Slot<'_>) -> Rendered {
    slot.child(Box::new(Nested(component)))
}
