//! The requests to an actor, and their results.

use std::borrow::Cow;

use super::Reference;
use crate::{
    Error,
    component::{BindInput, EventCall, Outcome, Payload, address::FOLLOW},
    html::Choosing,
    protocol::handler,
    tree::Print,
};

/// An event on its way to a handler that is known to be offered.
#[derive(Debug)]
pub(crate) struct Call<'c> {
    /// The handler as the page offers it: `set(0)`.
    pub(crate) handler: Cow<'c, str>,
    /// The values that the browser supplied, if any.
    pub(crate) payload: Option<Box<Payload>>,
    /// The client's number for it.
    pub(crate) number: u64,
}

/// The payload of an event for which the browser supplied nothing.
static NOTHING: Payload = Payload {
    value: None,
    checked: None,
    key: None,
    form: None,
    values: None,
    detail: None,
    locals: None,
    is_partial: false,
};

impl Call<'_> {
    /// The same, for later.
    pub(crate) fn into_owned(self) -> Call<'static> {
        Call { handler: Cow::Owned(self.handler.into_owned()), payload: self.payload, number: self.number }
    }

    /// The memory that it refers to, in bytes, without its own size.
    pub(crate) fn bytes(&self) -> usize {
        self.handler.len() + self.payload.as_ref().map_or(0, |payload| size_of::<Payload>() + payload.bytes())
    }

    /// The bytes of the texts that it brings, which the component may keep.
    pub(crate) fn brings(&self) -> usize {
        self.payload.as_ref().map_or(0, |payload| payload.bytes())
    }

    fn payload(&self) -> &Payload {
        self.payload.as_deref().unwrap_or(&NOTHING)
    }

    /// The `#[event]`'s name and the JSON of its bound arguments.
    pub(crate) fn parts(&self) -> (&str, &str) {
        handler::split(&self.handler).unwrap_or((&self.handler, ""))
    }

    /// The field that it sets, if it is a two-way binding: `name=`.
    pub(crate) fn field(&self) -> Option<&str> {
        self.handler.strip_suffix('=')
    }

    /// Whether the client says that the visitor has changed the address.
    pub(crate) fn follows(&self) -> bool {
        self.handler == FOLLOW
    }

    /// The part of the address that the component has, as a query.
    pub(crate) fn query(&self) -> &str {
        self.payload().form.as_deref().unwrap_or_default()
    }

    /// The input for a two-way bound field; `None` if the event carries no value.
    pub(crate) fn input(&self) -> Option<BindInput<'_>> {
        let payload = self.payload();
        let value = payload.value.as_deref();
        match (&payload.values, payload.checked) {
            (Some(values), _) => Some(BindInput::Values(values)),
            // As HTML has it, a box without a value is `on`.
            (None, Some(checked)) => Some(BindInput::Checked(checked, value.unwrap_or("on"))),
            (None, None) => value.map(BindInput::Value),
        }
    }

    /// Whether the client cannot say what the event asks for.
    pub(crate) fn is_beyond_client(&self, event: &str, print: &Print) -> bool {
        let Payload { is_partial, values, checked, .. } = self.payload();
        if !is_partial {
            return false;
        }
        match self.field() {
            // It names one of the chosen options.
            Some(field) => values.is_none() && checked.is_none() && print.offers_choice(field, "", Choosing::Several),
            // It keeps the text of these handlers from when the element was made, and the element may show something else by now.
            None => matches!(event, "keydown" | "keyup" | "focus" | "blur") && !self.parts().1.is_empty(),
        }
    }

    /// Whether it gives a field what a control of `print` offers for it.
    pub(crate) fn is_choice(&self, print: &Print) -> bool {
        let chosen = self.field().zip(self.input());
        chosen.is_some_and(|(field, input)| input.is_offered(field, print))
    }

    /// The event as handlers see it.
    pub(crate) fn event(&self) -> EventCall<'_> {
        let (handler, args) = self.parts();
        EventCall { handler, args, payload: self.payload(), number: self.number }
    }
}

/// How far something that an actor was asked to do has come.
#[derive(Debug)]
#[must_use]
pub(crate) enum Turn {
    /// An `async` method has the state; [`poll`](super::Actor::poll) tells when it is done.
    Busy,
    /// It is done.
    Done(Result<Outcome, Failure>),
}

impl Turn {
    /// Done, with nothing to do but to render.
    pub(crate) const DONE: Self = Self::Done(Ok(Outcome::Done));
}

/// How far a component went back that could not be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Undone {
    /// To before what ran last.
    Last,
    /// To the kept state, some moments ago.
    Moments,
    /// To the kept state and no more: what it had besides that is gone, and `connected` has to run again.
    All,
    /// Nowhere: there is nothing more to go back to.
    Nothing,
}

/// Why something was not done. The state is as it was, or after a panic as it was kept.
#[derive(Debug)]
pub(crate) enum Failure {
    /// There is no such event.
    Unknown,
    /// The event does not carry what the handler asks for; it has not run.
    Payload(Error),
    /// The handler returned an error.
    Failed(Error, Reference),
    /// The handler panicked, and said this.
    Panicked(String, Reference),
    /// The handler took too long, and was ended.
    TimedOut(Reference),
}
