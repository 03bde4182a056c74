//! The traits that the macro asks of a field's type, with messages that say what to write.

/// A value for a field that is not a prop, before anything has run.
#[diagnostic::on_unimplemented(
    message = "a field of type `{Self}` has no value to begin with",
    label = "`{Self}` has no `Default`",
    note = "mark the field `#[prop]` if the page gives it, or say what it is at first with `#[state(default = ...)]`"
)]
pub trait Initial: Sized {
    /// The value.
    fn initial() -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> Initial for T {
    fn initial() -> Self {
        Self::default()
    }
}
