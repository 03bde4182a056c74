//! Floor 0: HTML as text: what is escaped and how, which addresses and styles are safe.

mod binding;
mod error;
mod escape;
mod style;
mod url;

pub use binding::{Action, Arguments, Binding, Choosing, Control, HandlerText};
pub use error::RenderError;
pub(crate) use escape::Escaping;
pub use escape::{escape_attribute, escape_text};
pub(crate) use style::safe_declarations;
pub use style::safe_style;
pub(crate) use url::safe_attribute;
pub use url::{REFUSED, safe_url};
