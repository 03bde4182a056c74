//! Floor 0: values in templates. What can stand in a slot, and how it fills it.

mod attribute;
mod out;
mod slot;
mod value;

pub use attribute::{AttributeSlot, AttributeValue, Flag, Presence};
pub use slot::{Done, Rendered, Slot};
pub use value::{Render, RenderItem, RenderIter, RenderOnce, RenderRef};
