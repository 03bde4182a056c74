//! Values of attributes.

use std::{borrow::Cow, fmt, sync::Arc};

use super::slot::{Rendered, Slot};
use crate::tree::Scalar;

/// The place of one attribute's value. Its methods use it up.
pub struct AttributeSlot<'o>(pub(crate) Slot<'o>);

impl AttributeSlot<'_> {
    /// The attribute with this value. It is escaped where it is written as HTML.
    ///
    /// # Errors
    /// None of its own.
    pub fn text(self, text: &str) -> Rendered {
        self.0.scalar(Scalar::Text(text))
    }

    /// The attribute with what `value` displays as.
    ///
    /// # Errors
    /// None of its own.
    pub fn display(self, value: impl fmt::Display) -> Rendered {
        self.0.scalar(Scalar::Display(format_args!("{value}")))
    }

    /// The attribute without a value, as `disabled`.
    ///
    /// # Errors
    /// None of its own.
    pub fn bare(self) -> Rendered {
        self.0.scalar(Scalar::Flag(true))
    }

    /// No attribute at all.
    ///
    /// # Errors
    /// None of its own.
    pub fn absent(self) -> Rendered {
        self.0.scalar(Scalar::Absent)
    }
}

/// A value of an attribute: text, a number, or an `Option` of one, where `None` leaves the attribute out.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the value of an attribute",
    label = "not text, a number, a `bool`, or an `Option` of them",
    note = "derive `Choice` for an enum, implement `loom::AttributeValue`, or write what it shows: `{{value.to_string()}}`"
)]
pub trait AttributeValue {
    /// Fills `slot` with this value.
    ///
    /// # Errors
    /// The value cannot be shown; the error ends the render.
    fn attribute(&self, slot: AttributeSlot<'_>) -> Rendered;
}

/// The value of a boolean attribute, as `disabled`: a `bool`.
#[diagnostic::on_unimplemented(
    message = "a boolean attribute takes a `bool`, not `{Self}`",
    label = "the attribute is there or it is not",
    note = "write a condition, as in `disabled={{self.items.is_empty()}}`"
)]
pub trait Flag {
    /// Whether the attribute is there.
    fn flag(&self) -> bool;
}

/// The value of an attribute that may stand bare or with text, as `download` and `hidden`.
#[diagnostic::on_unimplemented(message = "`{Self}` is neither a `bool` nor the value of an attribute")]
pub trait Presence {
    /// Fills `slot`: a `bool` says whether the attribute is there.
    ///
    /// # Errors
    /// As of [`AttributeValue::attribute`].
    fn presence(&self, slot: AttributeSlot<'_>) -> Rendered;
}

impl Flag for bool {
    fn flag(&self) -> bool {
        *self
    }
}
impl Flag for &bool {
    fn flag(&self) -> bool {
        **self
    }
}

impl Presence for bool {
    fn presence(&self, slot: AttributeSlot<'_>) -> Rendered {
        if *self { slot.bare() } else { slot.absent() }
    }
}

impl<T: AttributeValue + ?Sized> AttributeValue for &T {
    fn attribute(&self, slot: AttributeSlot<'_>) -> Rendered {
        (**self).attribute(slot)
    }
}
impl<T: AttributeValue + ?Sized> AttributeValue for Box<T> {
    fn attribute(&self, slot: AttributeSlot<'_>) -> Rendered {
        (**self).attribute(slot)
    }
}
impl<T: AttributeValue + ?Sized> AttributeValue for Arc<T> {
    fn attribute(&self, slot: AttributeSlot<'_>) -> Rendered {
        (**self).attribute(slot)
    }
}
impl<T: AttributeValue + ToOwned + ?Sized> AttributeValue for Cow<'_, T> {
    fn attribute(&self, slot: AttributeSlot<'_>) -> Rendered {
        (**self).attribute(slot)
    }
}
impl<T: AttributeValue> AttributeValue for Option<T> {
    fn attribute(&self, slot: AttributeSlot<'_>) -> Rendered {
        match self {
            Some(value) => value.attribute(slot),
            None => slot.absent(),
        }
    }
}

macro_rules! plain {
    ($($type:ty),*) => {$(
        impl AttributeValue for $type {
            #[inline]
            fn attribute(&self, slot: AttributeSlot<'_>) -> Rendered {
                super::Render::render(self, slot.0)
            }
        }
    )*};
}
plain!(
    str,
    String,
    bool,
    char,
    i8,
    i16,
    i32,
    i64,
    isize,
    u8,
    u16,
    u32,
    u64,
    usize,
    i128,
    u128,
    f32,
    f64,
    fmt::Arguments<'_>
);

macro_rules! presence_of_text {
    ($($type:ty),*) => {$(
        impl Presence for $type {
            fn presence(&self, slot: AttributeSlot<'_>) -> Rendered {
                self.attribute(slot)
            }
        }
    )*};
}
presence_of_text!(str, String, &str, &String, Option<String>, Option<&str>, Cow<'_, str>);

impl fmt::Debug for AttributeSlot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AttributeSlot")
    }
}
