//! Floor 0: HTML values. What can stand in a template, and how it is escaped.

mod attribute;
mod binding;
mod render;
mod value;

pub use attribute::{AttributeSlot, AttributeValue, Flag, Presence};
pub use binding::{Binding, Control};
pub use render::{Done, Render, RenderItem, RenderIter, RenderOnce, RenderRef, Rendered, Slot, Tag};
pub use value::{Html, RenderError};
