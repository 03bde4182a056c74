//! The contents of a form control: [`Value`], [`Checked`], [`Values`]; and the [`Key`] that was pressed.

use std::ops::Deref;

use super::{EventCall, FromEvent, deref};
use crate::{
    Error,
    component::{BindControl, BindInput},
};

/// The value of the element that the event comes from, read as a `T`.
///
/// `T` is any [`BindValue`](crate::BindValue): text, numbers, `bool`, `Option` of them, and enums under `#[derive(Choice)]`. A value that is
/// not a `T` is an error that is shown, and the handler does not run.
///
/// ```
/// use loom::Value;
///
/// # struct Search { query: String }
/// # impl Search {
/// fn search(&mut self, query: Value<String>) {
///     self.query = query.into_inner();
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value<T>(pub T);

impl<T> Value<T> {
    /// The value itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

deref!(Value<T> => T);

impl<T: BindControl> FromEvent for Value<T> {
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
        let text = call.payload.value.as_deref().ok_or_else(|| Error::missing("value"))?;
        T::read(BindInput::Value(text)).map(Self).map_err(|error| Error::malformed(error.message))
    }
}

/// Whether the checkbox or radio button that the event comes from is checked.
///
/// ```
/// use loom::Checked;
///
/// # struct Task { done: bool }
/// # impl Task {
/// fn finish(&mut self, done: Checked) {
///     self.done = *done;
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked(pub bool);

deref!(Checked => bool);

impl FromEvent for Checked {
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
        call.payload.checked.map(Self).ok_or_else(|| Error::missing("checked state"))
    }
}

/// The key that was pressed, as the DOM names it: `a`, `A`, `Enter`, `ArrowLeft`.
///
/// ```
/// use loom::Key;
///
/// # struct Game { left: bool }
/// # impl Game {
/// fn steer(&mut self, key: Key) {
///     self.left = key == "ArrowLeft";
/// }
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(pub String);

impl Deref for Key {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Key {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Key {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl FromEvent for Key {
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
        call.payload.key.clone().map(Self).ok_or_else(|| Error::missing("key"))
    }
}

/// The values of all chosen options of a `<select multiple>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values(pub Vec<String>);

deref!(Values => Vec<String>);

impl FromEvent for Values {
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
        call.payload.values.clone().map(Self).ok_or_else(|| Error::missing("chosen values"))
    }
}
