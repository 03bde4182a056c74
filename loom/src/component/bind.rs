//! Two-way binding, the values: what a field marked `#[bind]` shows in its control, and how it takes what the browser sends.

use std::{borrow::Cow, collections::HashSet, fmt};

use super::{BindError, BindInput, Choice};
use crate::{html::Choosing, tree::Print};

/// The type of a field that can be bound to a form control with `bind:value`, `bind:checked` or `bind:group`.
///
/// Text, numbers, `bool`, `char`, `Option` of them (`None` is the empty control), `Vec` of them (a `<select multiple>` or a
/// group of checkboxes), and enums under `#[derive(Choice)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the value of a form control",
    label = "not text, a number, `bool`, `char`, an `Option` or `Vec` of them, or an enum under `#[derive(Choice)]`",
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

    /// The texts of the values that it holds, if these are more than so many and [by text](Self::BY_TEXT).
    #[doc(hidden)]
    fn many_texts(&self, _: usize) -> Option<HashSet<Box<str>>> {
        None
    }

    /// Whether a checkbox bound with `bind:checked` is checked.
    fn checked(&self) -> bool {
        self.holds("true")
    }
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

/// `None` is the empty control; of a `bool`, what nobody has checked or unchecked yet.
impl<T: BindValue> BindValue for Option<T> {
    const OFFERED: bool = T::OFFERED;

    fn parse(input: BindInput<'_>) -> Result<Self, BindError> {
        T::parse_option(input)
    }
    fn text(&self) -> Cow<'_, str> {
        self.as_ref().map_or(Cow::Borrowed(""), BindValue::text)
    }
    fn holds(&self, value: &str) -> bool {
        match self {
            Some(inner) => inner.holds(value),
            None => value.is_empty(),
        }
    }
}

/// All chosen options of a `<select multiple>`, or the values of the checked boxes of a group.
impl<T: BindValue> BindValue for Vec<T> {
    const OFFERED: bool = T::OFFERED;

    fn parse(input: BindInput<'_>) -> Result<Self, BindError> {
        match input {
            BindInput::Values(values) => values.iter().map(|value| T::parse(BindInput::Value(value))).collect(),
            BindInput::Checked(false, _) | BindInput::Value("") => Ok(Self::new()),
            BindInput::Checked(true, value) | BindInput::Value(value) => Ok(vec![T::parse(BindInput::Value(value))?]),
        }
    }
    fn text(&self) -> Cow<'_, str> {
        self.iter().map(BindValue::text).collect::<Vec<_>>().join(",").into()
    }
    fn set(&mut self, input: BindInput<'_>) -> Result<(), BindError> {
        match input {
            BindInput::Checked(true, value) => {
                if !self.holds(value) {
                    self.push(T::parse(BindInput::Value(value))?);
                }
            }
            BindInput::Checked(false, value) => self.retain(|item| !item.holds(value)),
            input => *self = Self::parse(input)?,
        }
        Ok(())
    }
    fn holds(&self, value: &str) -> bool {
        self.iter().any(|item| item.holds(value))
    }
    fn many_texts(&self, few: usize) -> Option<HashSet<Box<str>>> {
        (T::BY_TEXT && self.len() > few).then(|| self.iter().map(|item| item.text().into()).collect())
    }
    fn checked(&self) -> bool {
        !self.is_empty()
    }
}

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
