//! Floor 0: values in templates. The types that can fill a slot, and how they do.

mod attribute;
mod out;
mod slot;
mod value;

pub use attribute::{AttributeSlot, AttributeValue, Flag, Presence};
pub use slot::{Done, Rendered, Slot};
pub use value::{Render, RenderItem, RenderIter, RenderOnce, RenderRef};
