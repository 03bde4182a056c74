//! Code of the application's that may panic where nothing would take the panic up.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
};

use crate::log::Escaped;

/// Runs what may run a destructor of the application's: one that panics changes nothing, and harms nobody else.
pub(crate) fn contained(run: impl FnOnce()) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(run)) {
        tracing::error!(panic = %Escaped(panic_message(&*panic)), "a destructor panicked");
    }
}

/// The message of a panic.
pub(crate) fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}
