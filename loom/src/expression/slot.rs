//! The uses of an expression: the values of slots, and actions.

use super::{run::Run, shown::Shown};

/// A value that fills a slot alike on the server and in the browser.
#[diagnostic::on_unimplemented(
    message = "a browser expression of type `{Self}` cannot stand here",
    label = "not text, a number, `bool`, or an `Option` of them",
    note = "write what it shows, as in `local(match self.tab {{ Tab::Open => \"open\", Tab::Closed => \"closed\" }})`"
)]
pub trait Slot {}

impl<T: Shown + ?Sized> Slot for T {}
impl<T: Shown> Slot for Option<T> {}

/// The value of a slot.
pub const fn slot<T: Slot + ?Sized>(value: &T) -> &T {
    value
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
