//! Floor 0: trees of statics and slots, and what is made of them.

mod child;
mod out;
mod template;

pub use child::Child;
pub use out::{Attributes, Out, Scalar, Sink};
pub(crate) use template::ITEM;
pub use template::{Namespace, SlotKind, Template};
