//! The input of the browser for a two-way bound value, and why that may be refused.

use std::fmt;

use crate::{html::Choosing, tree::Print};

/// The browser's input for a two-way bound field.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum BindInput<'a> {
    /// The value of an input, a select or a textarea.
    Value(&'a str),
    /// Whether a checkbox is checked, and the value it stands for.
    Checked(bool, &'a str),
    /// The values of all chosen options of a `<select multiple>`.
    Values(&'a [String]),
}

/// Why what was typed could not become a field's value. The text is for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BindError {
    /// The text to show.
    pub message: String,
}

impl BindError {
    /// An error that says `message` to the person at the control.
    pub fn new(message: impl fmt::Display) -> Self {
        Self { message: message.to_string() }
    }
}

impl fmt::Display for BindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for BindError {}

impl<'a> BindInput<'a> {
    /// The input as one text: the value, and none for a box that is not checked any more.
    #[must_use]
    pub fn text(&self) -> &'a str {
        match *self {
            Self::Value(value) | Self::Checked(true, value) => value,
            Self::Checked(false, _) => "",
            Self::Values(values) => values.first().map_or("", |value| value.as_str()),
        }
    }

    /// Whether a control of what was rendered could send this for `field`.
    pub(crate) fn is_offered(&self, field: &str, print: &Print) -> bool {
        let offers = |value, choosing| print.offers_choice(field, value, choosing);
        match *self {
            Self::Value(value) => offers(value, Choosing::Option) || offers(value, Choosing::Check),
            Self::Checked(true, value) => offers(value, Choosing::Check),
            Self::Checked(false, value) => offers(value, Choosing::Uncheck),
            Self::Values(values) => offers("", Choosing::Several) && print.offers_options(field, values),
        }
    }
}
