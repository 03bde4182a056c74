//! Two-way binding, the values: what a field marked `#[bind]` shows in its control, and how it takes what the browser sends.

use std::borrow::Cow;

use super::{BindError, BindInput, Choice};

/// One value of a form control: the type of a field that `bind:value`, `bind:checked` or `bind:group` binds.
///
/// Text, numbers, `bool`, `char`, and enums under `#[derive(Choice)]` have it. An `Option` of such a type is bound as well (`None` is the empty
/// control), and a `Vec` of it (a `<select multiple>` or a group of checkboxes).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the value of a form control",
    label = "not text, a number, `bool`, `char` or an enum under `#[derive(Choice)]`",
    note = "implement `loom::BindValue` for it, or take the value in an `#[event]` and keep it as a `String`"
)]
pub trait BindValue: Sized {
    /// Whether a `<select>` or a group of radio buttons or checkboxes that is bound to such a field gives it only what it
    /// shows. The field can say otherwise: `#[bind(offered)]`, `#[bind(any)]`.
    const OFFERED: bool = false;

    /// Whether it holds a `value` just where that is its text. A list of such values can be searched without a look at each.
    #[doc(hidden)]
    const BY_TEXT: bool = false;

    /// The browser's input, as a value.
    ///
    /// # Errors
    /// It is no such value. The text is for the person who typed it.
    fn parse(input: BindInput<'_>) -> Result<Self, BindError>;

    /// The browser's input, for an `Option` of this type: nothing is chosen where the control is empty, or a box is not checked.
    ///
    /// # Errors
    /// As of [`BindValue::parse`].
    fn parse_option(input: BindInput<'_>) -> Result<Option<Self>, BindError> {
        match input {
            BindInput::Checked(false, _) => Ok(None),
            input if input.text().is_empty() => Ok(None),
            input => Self::parse(input).map(Some),
        }
    }

    /// The value as text: the control's `value`.
    fn text(&self) -> Cow<'_, str>;

    /// Takes what the browser sent into the field.
    ///
    /// # Errors
    /// As of [`BindValue::parse`]; the field is as it was.
    fn set(&mut self, input: BindInput<'_>) -> Result<(), BindError> {
        *self = Self::parse(input)?;
        Ok(())
    }

    /// Whether the option, radio button or checkbox of this `value` is the chosen one.
    fn holds(&self, value: &str) -> bool {
        self.text() == value
    }

    /// Whether a checkbox bound with `bind:checked` is checked.
    fn checked(&self) -> bool {
        self.holds("true")
    }
}

impl BindValue for String {
    const BY_TEXT: bool = true;

    fn parse(input: BindInput<'_>) -> Result<Self, BindError> {
        Ok(input.text().to_owned())
    }
    fn text(&self) -> Cow<'_, str> {
        self.into()
    }
    fn checked(&self) -> bool {
        !self.is_empty()
    }
}

impl BindValue for bool {
    const BY_TEXT: bool = true;

    fn parse(input: BindInput<'_>) -> Result<Self, BindError> {
        match input {
            // One of two radio buttons says no by being checked.
            BindInput::Checked(true, "false") => Ok(false),
            BindInput::Checked(checked, _) => Ok(checked),
            other => match other.text() {
                "true" | "on" | "1" => Ok(true),
                "false" | "off" | "0" | "" => Ok(false),
                _ => Err(BindError::new("Choose yes or no.")),
            },
        }
    }
    /// A box that is not checked says no, too. `None` is a radio button or option without a value.
    fn parse_option(input: BindInput<'_>) -> Result<Option<Self>, BindError> {
        match input {
            BindInput::Checked(false, _) => Ok(Some(false)),
            input if input.text().is_empty() => Ok(None),
            input => Self::parse(input).map(Some),
        }
    }
    fn text(&self) -> Cow<'_, str> {
        if *self { "true" } else { "false" }.into()
    }
}

impl BindValue for char {
    const BY_TEXT: bool = true;

    fn parse(input: BindInput<'_>) -> Result<Self, BindError> {
        let mut letters = input.text().chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => Ok(letter),
            _ => Err(BindError::new("Enter one character.")),
        }
    }
    fn text(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl BindValue for $type {
            const BY_TEXT: bool = true;

            fn parse(input: BindInput<'_>) -> Result<Self, BindError> {
                use std::num::IntErrorKind;
                input.text().trim().parse().map_err(|error: std::num::ParseIntError| match error.kind() {
                    IntErrorKind::Empty => BindError::new("Enter a number."),
                    IntErrorKind::PosOverflow => BindError::new(format_args!("Enter at most {}.", Self::MAX)),
                    IntErrorKind::NegOverflow => BindError::new(format_args!("Enter at least {}.", Self::MIN)),
                    _ if Self::MIN == 0 && input.text().trim().starts_with('-') => BindError::new("Enter at least 0."),
                    _ => BindError::new("Enter a whole number."),
                })
            }
            fn text(&self) -> Cow<'_, str> {
                self.to_string().into()
            }
        }
    )*};
}
integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl BindValue for $type {
            fn parse(input: BindInput<'_>) -> Result<Self, BindError> {
                match input.text().trim() {
                    "" => Err(BindError::new("Enter a number.")),
                    text => match text.parse::<Self>() {
                        Ok(number) if number.is_finite() => Ok(number),
                        _ => Err(BindError::new("Enter a number, such as 2.5.")),
                    },
                }
            }
            fn text(&self) -> Cow<'_, str> {
                self.to_string().into()
            }
            fn holds(&self, value: &str) -> bool {
                value.parse::<Self>().is_ok_and(|value| value == *self)
            }
        }
    )*};
}
floats!(f32 f64);

#[diagnostic::do_not_recommend]
impl<T: Choice> BindValue for T {
    const OFFERED: bool = true;
    const BY_TEXT: bool = true;

    fn parse(input: BindInput<'_>) -> Result<Self, BindError> {
        T::from_name(input.text()).ok_or_else(|| BindError::new("Choose one of the options."))
    }
    fn text(&self) -> Cow<'_, str> {
        self.name().into()
    }
}
