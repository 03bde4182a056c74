//! Reading dialect 1: one object a frame, its `type` in any place.

use serde::Deserialize;

use super::{
    ClientEvent, ClientMessage, EventMessage, Have, Id, JoinMessage, LeaveMessage, MessageError, SpecialVars, id::Text,
};

/// Every member that some type of message has; what a client adds is passed over.
#[derive(Deserialize)]
struct Members<'f> {
    #[serde(borrow, rename = "type")]
    kind: Option<Text<'f>>,
    id: Option<Id>,
    #[serde(borrow)]
    module: Option<Text<'f>>,
    #[serde(borrow)]
    token: Option<Text<'f>>,
    #[serde(borrow)]
    handler: Option<Text<'f>>,
    #[serde(borrow)]
    event: Option<Text<'f>>,
    special_vars: Option<Box<SpecialVars>>,
}

pub(super) fn read(frame: &str) -> Result<ClientMessage<'_>, MessageError> {
    let members: Members<'_> = serde_json::from_str(frame)?;
    let kind = part(members.kind, "type")?.0;
    match &*kind {
        "join" => Ok(ClientMessage::Join(JoinMessage {
            id: text_id(members.id)?,
            module: part(members.module, "module")?.0,
            token: part(members.token, "token")?.0,
            have: Have::Nothing,
        })),
        "event" => Ok(ClientMessage::Event(EventMessage {
            id: text_id(members.id)?,
            event: ClientEvent {
                number: 0,
                handler: part(members.handler, "handler")?.0,
                event: part(members.event, "event")?.0,
                special_vars: members.special_vars,
                attempt: 1,
            },
        })),
        "leave" => Ok(ClientMessage::Leave(LeaveMessage { id: text_id(members.id)?, keeps: false })),
        other => Err(MessageError::UnknownType(other.chars().take(40).collect())),
    }
}

/// Ids are texts here; a number is taken as its digits.
fn text_id(id: Option<Id>) -> Result<Id, MessageError> {
    Ok(match part(id, "id")? {
        Id::Number(number) => Id::Text(number.to_string().into()),
        id @ Id::Text(_) => id,
    })
}

fn part<T>(part: Option<T>, name: &'static str) -> Result<T, MessageError> {
    part.ok_or(MessageError::Missing(name))
}
