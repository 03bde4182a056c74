//! HTML as text, for mails and tests.

use super::{Html, page::render_static};
use crate::html::RenderError;

/// The mark between two texts in templates, by which a client finds where each begins. No text or attribute that is written has it: `<` is escaped there.
const BETWEEN: &str = "<!---->";

impl Html<'_> {
    /// Writes it into a text, without anything that only the client reads: for a mail, a test, a handler that answers with a piece of HTML.
    ///
    /// ```
    /// use loom::html;
    ///
    /// let name = "Ada & Co";
    /// let mail = html! { <p>"Dear " {name} ","</p> }.into_string()?;
    /// assert_eq!(mail, "<p>Dear Ada &amp; Co,</p>");
    /// # Ok::<(), loom::RenderError>(())
    /// ```
    ///
    /// # Errors
    /// Something in it could not be written, or a live component stands in it: these are rendered by [`Page`](crate::Page) only.
    pub fn into_string(self) -> Result<String, RenderError> {
        let mut text = String::new();
        match render_static(self, &mut text)?.first() {
            None => Ok(text.replace(BETWEEN, "")),
            Some(placed) => Err(RenderError::msg(format_args!(
                "the live component `{}` cannot be rendered into a text; put it into a `Page`",
                placed.child.module()
            ))),
        }
    }
}
