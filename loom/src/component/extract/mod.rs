//! The extractors: parameters of an `#[event]` that come from the browser.

mod detail;
mod field;
mod form;
mod local;
mod pointer;
mod sorted;

pub use detail::{Detail, Pasted, Resize, Scroll, Toggle};
pub use field::{Checked, Key, Value, Values};
pub use form::Form;
pub use local::{Local, LocalOf, ReceivedField, Receives, local, received};
pub use pointer::{Modifiers, Pointer};
pub use sorted::Sorted;

use super::{EventCall, FromEvent};
use crate::Error;

impl<X: FromEvent> FromEvent for Option<X> {
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
        match X::from_event(call) {
            Ok(part) => Ok(Some(part)),
            Err(error) if error.is_missing() => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Gives a tuple struct of one public field `Deref` to it.
macro_rules! deref {
    ($name:ident $(<$t:ident>)? => $target:ty) => {
        impl $(<$t>)? std::ops::Deref for $name $(<$t>)? {
            type Target = $target;
            fn deref(&self) -> &$target {
                &self.0
            }
        }
    };
}
use deref;
