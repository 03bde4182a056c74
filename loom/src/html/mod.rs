//! Floor 0: HTML values. What can stand in a template, and how it is escaped.

mod attribute;
mod binding;
mod escape;
mod render;
mod style;
mod url;
mod value;

pub use attribute::{AttributeSlot, AttributeValue, Flag, Presence};
pub use binding::{Binding, Choosing, Control};
pub(crate) use escape::Escaping;
pub use escape::{escape_attribute, escape_text};
pub use render::{Done, Render, RenderItem, RenderIter, RenderOnce, RenderRef, Rendered, Slot};
pub(crate) use style::safe_declarations;
pub use style::safe_style;
pub use url::{REFUSED, safe_url};
pub(crate) use url::{holds_url, safe_attribute};
pub use value::{Html, RenderError, Written};
