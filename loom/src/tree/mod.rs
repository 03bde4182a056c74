//! Floor 0: trees of statics and slots, and what is made of them.

mod child;
mod out;
mod template;

pub use child::Child;
pub use out::{Attributes, Out, Scalar, Sink};
pub use template::{Namespace, SlotKind, Template};
pub(crate) use template::ITEM;
