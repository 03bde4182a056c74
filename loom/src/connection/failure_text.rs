//! The texts of failures for the client: the meaning for the user, and a reference to the line of the log that says more. And the effects beside a patch.

use std::borrow::Cow;

use crate::{
    actor::{Failure, Reference},
    component::{Effects, Outcome},
    protocol::message::{Code, Reply},
};

/// The code and text of a failure for the client. While an application is developed, `details` are shown in the page too.
pub(super) fn describe_failure(failure: &Failure, details: bool) -> (Code, Cow<'static, str>) {
    let text = |text, more: &str, reference| with_reference(text, if details { more } else { "" }, reference).into();
    match failure {
        Failure::Unknown => (Code::UnknownHandler, "There is no such handler.".into()),
        Failure::Payload(error) => (Code::BadPayload, error.to_string().into()),
        Failure::Failed(error, reference) => {
            (Code::EventFailed, text("This did not work. Nothing was changed.", &error.to_string(), *reference))
        }
        Failure::Panicked(message, reference) => {
            (Code::Panicked, text("This did not work. The last changes may be lost.", message, *reference))
        }
        Failure::TimedOut(reference) => {
            (Code::Timeout, text("This took too long. Nothing was changed.", "", *reference))
        }
    }
}

/// The effects of a component, as the client gets them.
pub(super) fn reply(outcome: Outcome, mut effects: Effects) -> Reply {
    effects.conclude(outcome);
    Reply { effects: effects.take_asked(), ..Reply::default() }
}

/// `text` for the user, and behind it what only a developer wants to know.
pub(super) fn with_reference(text: &str, details: &str, reference: Reference) -> String {
    let between = if details.is_empty() { "" } else { ": " };
    format!("{text} (reference {reference}{between}{details})")
}
