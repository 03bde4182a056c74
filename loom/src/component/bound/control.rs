//! Values as whole controls have them: one, one or none, several.

use std::{borrow::Cow, collections::HashSet};

use crate::component::{BindError, BindInput, BindValue};

/// The type of what one control, or one group of radio buttons or checkboxes, is bound to: a [`BindValue`], an `Option` of one, or a `Vec`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the value of a form control",
    label = "not text, a number, `bool`, `char`, an `Option` or `Vec` of them, or an enum under `#[derive(Choice)]`",
    note = "bind one of its fields, or implement `loom::BindValue` for it"
)]
pub trait BindControl {
    /// As of [`BindValue::OFFERED`].
    fn is_offered(&self) -> bool;

    /// The control's `value`.
    fn shown_text(&self) -> Cow<'_, str>;

    /// Whether a checkbox is checked.
    fn is_checked(&self) -> bool;

    /// Whether the option, radio button or checkbox of this `value` is the chosen one.
    fn is_chosen(&self, value: &str) -> bool;

    /// The texts of the values that it holds, if these are more than so many and each holds a value just where that is its text.
    fn many_texts(&self, _few: usize) -> Option<HashSet<Box<str>>> {
        None
    }

    /// The browser's input as a value.
    ///
    /// # Errors
    /// It is no such value.
    fn read(input: BindInput<'_>) -> Result<Self, BindError>
    where
        Self: Sized;

    /// Takes what the browser sent.
    ///
    /// # Errors
    /// It is no such value, and what was there stays.
    fn take(&mut self, input: BindInput<'_>) -> Result<(), BindError>;
}

#[diagnostic::do_not_recommend]
impl<T: BindValue> BindControl for T {
    fn is_offered(&self) -> bool {
        T::OFFERED
    }
    fn shown_text(&self) -> Cow<'_, str> {
        BindValue::text(self)
    }
    fn is_checked(&self) -> bool {
        BindValue::checked(self)
    }
    fn is_chosen(&self, value: &str) -> bool {
        BindValue::holds(self, value)
    }
    fn read(input: BindInput<'_>) -> Result<Self, BindError> {
        T::parse(input)
    }
    fn take(&mut self, input: BindInput<'_>) -> Result<(), BindError> {
        BindValue::set(self, input)
    }
}

/// `None` is the empty control; of a `bool`, what nobody has checked or unchecked yet.
#[diagnostic::do_not_recommend]
impl<T: BindValue> BindControl for Option<T> {
    fn is_offered(&self) -> bool {
        T::OFFERED
    }
    fn shown_text(&self) -> Cow<'_, str> {
        self.as_ref().map_or(Cow::Borrowed(""), BindValue::text)
    }
    fn is_checked(&self) -> bool {
        self.is_chosen("true")
    }
    fn is_chosen(&self, value: &str) -> bool {
        match self {
            Some(inner) => inner.holds(value),
            None => value.is_empty(),
        }
    }
    fn read(input: BindInput<'_>) -> Result<Self, BindError> {
        T::parse_option(input)
    }
    fn take(&mut self, input: BindInput<'_>) -> Result<(), BindError> {
        *self = Self::read(input)?;
        Ok(())
    }
}

/// All chosen options of a `<select multiple>`, or the values of the checked boxes of a group.
#[diagnostic::do_not_recommend]
impl<T: BindValue> BindControl for Vec<T> {
    fn is_offered(&self) -> bool {
        T::OFFERED
    }
    fn shown_text(&self) -> Cow<'_, str> {
        self.iter().map(BindValue::text).collect::<Vec<_>>().join(",").into()
    }
    fn is_checked(&self) -> bool {
        !self.is_empty()
    }
    fn is_chosen(&self, value: &str) -> bool {
        self.iter().any(|item| item.holds(value))
    }
    fn many_texts(&self, few: usize) -> Option<HashSet<Box<str>>> {
        (T::BY_TEXT && self.len() > few).then(|| self.iter().map(|item| item.text().into()).collect())
    }
    fn read(input: BindInput<'_>) -> Result<Self, BindError> {
        match input {
            BindInput::Values(values) => values.iter().map(|value| T::parse(BindInput::Value(value))).collect(),
            BindInput::Checked(false, _) | BindInput::Value("") => Ok(Self::new()),
            BindInput::Checked(true, value) | BindInput::Value(value) => Ok(vec![T::parse(BindInput::Value(value))?]),
        }
    }
    fn take(&mut self, input: BindInput<'_>) -> Result<(), BindError> {
        match input {
            BindInput::Checked(true, value) => {
                if !self.is_chosen(value) {
                    self.push(T::parse(BindInput::Value(value))?);
                }
            }
            BindInput::Checked(false, value) => self.retain(|item| !item.holds(value)),
            input => *self = Self::read(input)?,
        }
        Ok(())
    }
}
