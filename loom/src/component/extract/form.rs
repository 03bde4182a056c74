//! [`Form`], a whole form.

use serde::de::DeserializeOwned;

use super::{EventCall, FromEvent, deref};
use crate::Error;

/// The data of the form that the event comes from, as the browser would submit it, read as a `T`.
///
/// Fields of one name may be read as a `Vec`, absent or empty ones as an `Option`, and the button that submitted the form is
/// among them.
///
/// ```
/// use loom::Form;
/// use serde::Deserialize;
///
/// #[derive(Deserialize)]
/// struct Contact {
///     name: String,
///     #[serde(default)]
///     topics: Vec<String>,
/// }
///
/// # struct Page { name: String }
/// # impl Page {
/// fn send(&mut self, form: Form<Contact>) {
///     self.name = form.into_inner().name;
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form<T>(pub T);

impl<T> Form<T> {
    /// The data itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

deref!(Form<T> => T);

impl<T: DeserializeOwned> FromEvent for Form<T> {
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
        let form = call.payload.form.as_deref().ok_or_else(|| Error::missing("form"))?;
        serde_html_form::from_str(form).map(Self).map_err(|error| Error::malformed(format_args!("the form: {error}")))
    }
}
