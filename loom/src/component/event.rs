//! The data that an event carries from the browser, and the extractors that a handler names it by.

use crate::Error;

/// One event on its way to its handler.
#[derive(Debug)]
#[non_exhaustive]
pub struct EventCall<'a> {
    /// The `#[event]`'s name.
    pub handler: &'a str,
    /// The bound arguments, as the JSON that stands between the parentheses: `3,"x"`.
    pub args: &'a str,
    /// The data that the browser supplied.
    pub payload: &'a Payload,
    /// The client's number for the event, the same when it is sent again.
    pub number: u64,
}

/// The data that the browser supplied with an event. Absent parts are `None`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Payload {
    /// The element's value.
    pub value: Option<String>,
    /// Whether the element is checked.
    pub checked: Option<bool>,
    /// `KeyboardEvent.key`.
    pub key: Option<String>,
    /// The form's data as `application/x-www-form-urlencoded`, submit button included.
    pub form: Option<String>,
    /// The chosen values of a `<select multiple>`.
    pub values: Option<Vec<String>>,
    /// Other data of the event, as JSON: pointer position, scroll offsets, modifiers, open state, pasted text.
    pub detail: Option<String>,
    /// The values of the browser's own fields that the handler takes as [`Local`](crate::Local), as a JSON object. An integer is `{"n":"7"}`, a float
    /// `{"f":"1.5"}`, an option a list of one value or none, and a variant of an enum its name.
    pub locals: Option<String>,
    /// The client sends `value`, `checked` and `key` only, so what is absent is not known.
    pub(crate) is_partial: bool,
}

impl Payload {
    /// The bytes of its texts.
    pub(crate) fn bytes(&self) -> usize {
        let Self { value, checked: _, key, form, values, detail, locals, is_partial: _ } = self;
        let texts = [value, key, form, detail, locals].into_iter().flatten().map(String::len).sum::<usize>();
        texts + values.iter().flatten().map(|value| size_of::<String>() + value.len()).sum::<usize>()
    }
}

/// A parameter of an `#[event]` that comes from the browser.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not come from the browser",
    label = "not one of Loom's extractors",
    note = "a parameter whose type is called as one of Loom's extractors, or that is marked `#[payload]`, is taken from the event; \
            mark it `#[bound]` if the template gives it, or implement `loom::FromEvent` for its type"
)]
pub trait FromEvent: Sized {
    /// Takes its part of the event.
    ///
    /// # Errors
    /// The part is missing, or is not of the right form.
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error>;
}

/// Says that the DOM event `E` supplies this parameter.
#[diagnostic::on_unimplemented(
    message = "`on:{E}` does not supply `{Self}`",
    label = "this handler needs `{Self}` from the event",
    note = "bind it to an event that has it, or take the parameter out of the handler"
)]
pub trait SuppliedBy<E> {}
