//! Reading dialect 2: one array a frame, its first element says what it is.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer as _,
    de::{self, Error as _, IgnoredAny, SeqAccess},
};

use super::{
    ClientEvent, ClientMessage, EventMessage, Id, JoinMessage, LeaveMessage, MessageError, SpecialVars, id::Text,
};

pub(super) fn read(frame: &str) -> Result<ClientMessage<'_>, MessageError> {
    let mut deserializer = serde_json::Deserializer::from_str(frame);
    let message = deserializer.deserialize_seq(Message(PhantomData))?;
    deserializer.end()?;
    message
}

struct Message<'f>(PhantomData<&'f ()>);

impl<'de: 'f, 'f> de::Visitor<'de> for Message<'f> {
    type Value = Result<ClientMessage<'de>, MessageError>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array that begins with the type of the message")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let kind: Text<'de> = next(&mut seq, "type")?;
        let message = match &*kind.0 {
            "e" => ClientMessage::Event(EventMessage {
                id: id(&mut seq)?,
                event: ClientEvent {
                    number: next(&mut seq, "n")?,
                    handler: next::<Text<'de>, _>(&mut seq, "handler")?.0,
                    event: next::<Text<'de>, _>(&mut seq, "event")?.0,
                    special_vars: seq.next_element::<Option<SpecialVars>>()?.flatten().unwrap_or_default(),
                },
            }),
            "j" => ClientMessage::Join(JoinMessage {
                id: id(&mut seq)?,
                module: next::<Text<'de>, _>(&mut seq, "module")?.0,
                token: next::<Text<'de>, _>(&mut seq, "token")?.0,
                have: seq.next_element::<u8>()? == Some(1),
            }),
            "l" => ClientMessage::Leave(LeaveMessage { id: id(&mut seq)? }),
            "h" => ClientMessage::Heartbeat,
            other => {
                let error = MessageError::UnknownType(other.chars().take(40).collect());
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(Err(error));
            }
        };
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Ok(message))
    }
}

/// Ids are numbers here.
fn id<'de, A: SeqAccess<'de>>(seq: &mut A) -> Result<Id, A::Error> {
    next(seq, "id").map(Id::Number)
}

fn next<'de, T: de::Deserialize<'de>, A: SeqAccess<'de>>(seq: &mut A, name: &str) -> Result<T, A::Error> {
    seq.next_element()?.ok_or_else(|| A::Error::custom(format_args!("the message has no `{name}`")))
}
