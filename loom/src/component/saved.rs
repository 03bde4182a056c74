//! How the macro saves a field, with one message for a type that lacks serde's traits.

use serde::{Serialize, de::DeserializeOwned};

use crate::protocol::state::{StateReader, StateWriter};

/// A type that can be part of a component's state.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be saved",
    label = "a component's fields travel in the page's token, and `{Self}` has not both of serde's traits",
    note = "derive `serde::Serialize` and `serde::Deserialize` for your own type in it; a field of a type that has neither, as of another crate, is marked `#[state(skip)]` and made in `connected`"
)]
pub trait Saved: Sized {
    /// Writes a field.
    fn save(&self, out: &mut StateWriter, name: &'static str);

    /// Writes a field that is a prop.
    fn save_prop(&self, out: &mut StateWriter, name: &'static str);

    /// Reads a field; `None` if it is not there, or, as `from` remembers, cannot be read.
    fn load(from: &mut StateReader<'_>, name: &'static str) -> Option<Self>;

    /// As [`load`](Self::load), with what `absent` makes where there is nothing.
    fn load_or(from: &mut StateReader<'_>, name: &'static str, absent: fn() -> Self) -> Self {
        Self::load(from, name).unwrap_or_else(absent)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned> Saved for T {
    fn save(&self, out: &mut StateWriter, name: &'static str) {
        out.field(name, false, self);
    }

    fn save_prop(&self, out: &mut StateWriter, name: &'static str) {
        out.field(name, true, self);
    }

    fn load(from: &mut StateReader<'_>, name: &'static str) -> Option<Self> {
        from.field(name)
    }
}
