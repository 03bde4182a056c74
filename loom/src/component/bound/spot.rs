//! [`Spot`], where a bound value is in its component: `order.lines[2].amount`, as it stands before the `=` on the wire.
//!
//! A path names fields, and rows by their keys as JSON in brackets. A row's position never stands in it, since another row may be there by the
//! time that the browser's change comes. A JSON value ends by itself, so keys may hold brackets, dots and quotes.

use std::{cell::RefCell, fmt};

use serde::Serialize;

use crate::protocol::handler;

/// The place of a value, as a list on the stack of the render: nothing of it is allocated.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'p> {
    /// The place that it is in.
    up: Up<'p>,
    /// The names of fields from there: `order.lines`.
    text: &'static str,
    /// The row there.
    key: Key<'p>,
}

/// Facts that fields on the way say of the value.
#[derive(Clone, Copy, Debug, Default)]
pub struct Link {
    /// Whether it takes only what is offered.
    pub(super) offered: Option<bool>,
}

/// The place around another.
#[derive(Clone, Copy, Debug)]
pub enum Up<'p> {
    /// The component itself.
    Component,
    /// That of a cursor, written out.
    Text(&'p str),
    /// That of a row.
    Spot(&'p Spot<'p>),
    /// There is none: a key on the way cannot be written.
    Nowhere,
}

/// The name of a row on the wire.
#[derive(Clone, Copy)]
pub enum Key<'p> {
    /// No row is named.
    None,
    /// The position in an array, whose rows stay where they are.
    At(usize),
    /// The row's key.
    Of(&'p dyn KeyText),
}

/// A key that can stand in a path.
pub trait KeyText {
    /// Appends it as JSON; false, with nothing written, if it cannot be written.
    fn write(&self, out: &mut String) -> bool;
}

impl<T: Serialize> KeyText for T {
    fn write(&self, out: &mut String) -> bool {
        handler::write_arg(out, self)
    }
}

impl fmt::Debug for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write(&mut text);
        f.write_str(&text)
    }
}

impl Key<'_> {
    fn write(&self, out: &mut String) -> bool {
        match self {
            Self::None => true,
            Self::At(index) => index.write(out),
            Self::Of(key) => key.write(out),
        }
    }
}

thread_local! {
    static TEXT: RefCell<String> = const { RefCell::new(String::new()) };
}

impl<'p> Spot<'p> {
    /// The place of a field of the component.
    #[must_use]
    pub const fn of(text: &'static str) -> Self {
        Self { up: Up::Component, text, key: Key::None }
    }

    /// The place of the field that `text` names in the place around it, or of a row of that.
    #[must_use]
    pub const fn new(up: Up<'p>, text: &'static str, key: Key<'p>) -> Self {
        Self { up, text, key }
    }

    /// Appends the path; false, with nothing written, if a key in it cannot be written.
    pub fn write(&self, out: &mut String) -> bool {
        let start = out.len();
        let around = match self.up {
            Up::Component => true,
            Up::Text(text) => {
                out.push_str(text);
                true
            }
            Up::Spot(spot) => spot.write(out),
            Up::Nowhere => false,
        };
        out.push_str(self.text);
        let is_written = around && self.write_key(out);
        if !is_written {
            out.truncate(start);
        }
        is_written
    }

    fn write_key(&self, out: &mut String) -> bool {
        if let Key::None = self.key {
            return true;
        }
        out.push('[');
        let is_written = self.key.write(out);
        out.push(']');
        is_written
    }

    /// The path, if it is the same in every render.
    pub(super) const fn fixed(&self) -> Option<&'static str> {
        match (self.up, self.key) {
            (Up::Component, Key::None) => Some(self.text),
            _ => None,
        }
    }

    /// Gives the path to `take`, if it can be written.
    pub(super) fn with<R>(&self, take: impl FnOnce(&str) -> R) -> Option<R> {
        if let Some(text) = self.fixed() {
            return Some(take(text));
        }
        let mut text = TEXT.take();
        text.clear();
        let taken = self.write(&mut text).then(|| take(&text));
        TEXT.set(text);
        taken
    }
}
