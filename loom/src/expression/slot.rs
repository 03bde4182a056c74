//! The uses of an expression: the values of slots, and actions.

use std::{
    borrow::Cow,
    fmt::{self, Display},
};

use super::run::Run;
use crate::render::{AttributeSlot, AttributeValue, Presence, Render, Rendered};

/// A value that fills a slot alike on the server and in the browser.
#[diagnostic::on_unimplemented(
    message = "a browser expression of type `{Self}` cannot stand here",
    label = "not text, a number, `bool`, or an `Option` of them",
    note = "write what it shows, as in `local(match self.tab {{ Tab::Open => \"open\", Tab::Closed => \"closed\" }})`"
)]
pub trait Slot {
    /// The value as it fills the slot.
    fn filled(&self) -> Filled<'_>;
}

/// The value of a boolean attribute, or of a `class:name`.
#[diagnostic::on_unimplemented(
    message = "a browser expression that says whether an attribute or class is there is a `bool`, not `{Self}`",
    label = "it is there or it is not",
    note = "write a condition, as in `local(self.draft.is_empty())`"
)]
pub trait FlagSlot {
    /// Whether it is there.
    fn is_there(&self) -> bool;
}

impl FlagSlot for bool {
    fn is_there(&self) -> bool {
        *self
    }
}

impl<T: FlagSlot> FlagSlot for &T {
    fn is_there(&self) -> bool {
        (**self).is_there()
    }
}

/// A value in a slot.
#[derive(Clone, Copy)]
pub struct Filled<'v> {
    /// The text; nothing for `None`.
    text: Option<&'v dyn Display>,
    /// The value itself, of a `bool`.
    flag: Option<bool>,
}

macro_rules! slots {
    ($($type:ty),*) => {$(
        impl Slot for $type {
            fn filled(&self) -> Filled<'_> {
                Filled { text: Some(self), flag: None }
            }
        }
    )*};
}
slots!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize, f64, &str, String, Cow<'_, str>);

impl Slot for bool {
    fn filled(&self) -> Filled<'_> {
        Filled { text: Some(self), flag: Some(*self) }
    }
}

impl<T: Slot> Slot for &T {
    fn filled(&self) -> Filled<'_> {
        (**self).filled()
    }
}

impl<T: Slot> Slot for Option<T> {
    fn filled(&self) -> Filled<'_> {
        self.as_ref().map_or(Filled { text: None, flag: None }, T::filled)
    }
}

/// The value of a slot.
pub fn slot<T: Slot + ?Sized>(value: &T) -> Filled<'_> {
    value.filled()
}

/// The value of a slot for what is there or not.
pub fn flag<T: FlagSlot + ?Sized>(value: &T) -> bool {
    value.is_there()
}

impl Render for Filled<'_> {
    fn render(&self, slot: crate::Slot<'_>) -> Rendered {
        match self.text {
            Some(text) => slot.display(text),
            None => ().render(slot),
        }
    }
}

impl AttributeValue for Filled<'_> {
    fn attribute(&self, slot: AttributeSlot<'_>) -> Rendered {
        match self.text {
            Some(text) => slot.display(text),
            None => slot.absent(),
        }
    }
}

impl Presence for Filled<'_> {
    fn presence(&self, slot: AttributeSlot<'_>) -> Rendered {
        match self.flag {
            Some(flag) => flag.presence(slot),
            None => self.attribute(slot),
        }
    }
}

impl fmt::Debug for Filled<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Filled").field("text", &self.text.map(ToString::to_string)).finish()
    }
}

/// The DOM event that an action is for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Event<'e> {
    value: &'e str,
    key: &'e str,
    checked: bool,
}

impl<'e> Event<'e> {
    /// The value of the control where it happened.
    #[must_use]
    pub const fn value(&self) -> &'e str {
        self.value
    }

    /// The name of the key, of an event of the keyboard.
    #[must_use]
    pub const fn key(&self) -> &'e str {
        self.key
    }

    /// Whether the control where it happened is checked.
    #[must_use]
    pub const fn checked(&self) -> bool {
        self.checked
    }
}

/// Has rustc check an action. The browser interprets its code; nothing calls it here.
pub fn action<S>(_: impl Fn(&mut S, &Run, &Event<'_>)) {}
