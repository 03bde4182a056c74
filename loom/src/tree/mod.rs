//! Floor 0: trees of statics and slots, and what is made of them.

mod attributes;
mod child;
mod controls;
mod diff;
mod discard;
mod flat;
mod guard;
mod html;
mod key;
mod keyed;
mod lis;
mod out;
mod page;
mod page_templates;
mod place;
mod print;
mod registry;
mod render;
mod reuse;
mod scratch;
mod sink;
mod template;
mod templates;
#[cfg(test)]
mod tests;
mod writer;

pub use attributes::Attributes;
pub(crate) use child::Child;
pub(crate) use flat::{safe_spread, write_scalar};
pub use html::Html;
pub(crate) use key::KeyTexts;
pub use key::Secret;
pub use out::{Out, Written};
pub(crate) use page::{PagePart, PlacedChild, current_render};
pub use page::{render_page, render_static};
pub use page_templates::PageTemplates;
pub(crate) use place::{ChildId, Kin};
pub use print::Print;
pub use render::{render_diff, render_full, render_silent};
pub use scratch::Scratch;
pub(crate) use sink::{Scalar, Sink};
pub(crate) use template::{EMPTY, ITEM};
pub use template::{Namespace, SlotKind, Template};
pub use templates::Templates;
pub use writer::NoChildren;
pub(crate) use writer::{ChildHost, ChildSlot, ListEdits, Part, PatchWriter};
