//! The messages of a client.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Id;

/// One frame from a client. Texts are borrowed from the frame where they can be.
#[derive(Clone, Debug, PartialEq)]
pub enum ClientMessage<'f> {
    /// It joins a component of its page.
    Join(JoinMessage<'f>),
    /// Something happened in a component.
    Event(EventMessage<'f>),
    /// A component left its page.
    Leave(LeaveMessage),
    /// A component that stays from page to page is given the props of the next one.
    Props(PropsMessage<'f>),
    /// It asks whether the server is there.
    Heartbeat,
}

/// A client registers a component on the connection, under an id of its choice.
///
/// The token carries the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinMessage<'f> {
    /// The client's name for the component.
    pub id: Id,
    /// The component's registered name.
    pub module: Cow<'f, str>,
    /// The signed state.
    pub token: Cow<'f, str>,
    /// The form in which the client has this token's state.
    pub have: Have,
}

/// The form in which a client has a component that it joins, and has bound to already. The token's digest is of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Have {
    /// Nothing.
    Nothing,
    /// The HTML of the page.
    Html,
    /// The tree that came with a page which was sent as one.
    Tree,
}

/// An event for one component, by its id.
#[derive(Clone, Debug, PartialEq)]
pub struct EventMessage<'f> {
    /// The component.
    pub id: Id,
    /// The event.
    pub event: ClientEvent<'f>,
}

/// An event in a component: the handler, the DOM event, and the browser's data.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientEvent<'f> {
    /// The event's number among those of its component, from 1; 0 in dialect 1, which has none.
    pub number: u64,
    /// The handler as it stands in the page: `set(0)`.
    pub handler: Cow<'f, str>,
    /// The DOM event: `click`.
    pub event: Cow<'f, str>,
    /// The data that the browser supplied, if any.
    pub special_vars: Option<Box<SpecialVars>>,
    /// How often it has been sent, this time included. More than once: connections broke before it was answered.
    pub attempt: u32,
}

/// A client ends one component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveMessage {
    /// The component.
    pub id: Id,
    /// Whether the client keeps it for going back: it wants the newest token first.
    pub keeps: bool,
}

/// A component that stays from page to page is given the props of the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropsMessage<'f> {
    /// The component.
    pub id: Id,
    /// The token of the props, which the next page brought.
    pub token: Cow<'f, str>,
}

/// The data that the browser supplied with an event. Dialect 1 knows the first three.
///
/// A part that is there but of another type than it has to be makes the whole message a bad one.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct SpecialVars {
    /// The element's value.
    pub value: Option<String>,
    /// Whether the element is checked.
    pub checked: Option<bool>,
    /// `KeyboardEvent.key`.
    pub key: Option<String>,
    /// The form's data as `application/x-www-form-urlencoded`.
    pub form: Option<String>,
    /// The chosen values of a `<select multiple>`.
    pub values: Option<Vec<String>>,
    /// Other data of the event, as JSON.
    #[serde(deserialize_with = "raw")]
    pub detail: Option<String>,
    /// The browser's own fields that the handler receives, as a JSON object.
    #[serde(deserialize_with = "raw")]
    pub locals: Option<String>,
}

fn raw<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let raw = Option::<&RawValue>::deserialize(deserializer)?;
    Ok(raw.map(|raw| raw.get().to_owned()))
}
