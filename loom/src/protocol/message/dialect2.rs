//! Reading dialect 2: one array a frame, its first element says what it is.

use std::{fmt, marker::PhantomData, num::NonZero};

use serde::{
    Deserializer as _,
    de::{self, Error as _, IgnoredAny, SeqAccess},
};

use super::{
    ClientEvent, ClientMessage, EventMessage, Have, Id, JoinMessage, LeaveMessage, MessageError, PropsMessage,
    SpecialVars, id::Text,
};

pub(super) fn read(frame: &str) -> Result<ClientMessage<'_>, MessageError> {
    match plain_event(frame) {
        Some(event) => Ok(ClientMessage::Event(event)),
        None => read_any(frame),
    }
}

/// Reads a message however it is written.
fn read_any(frame: &str) -> Result<ClientMessage<'_>, MessageError> {
    let mut deserializer = serde_json::Deserializer::from_str(frame);
    let message = deserializer.deserialize_seq(Message(PhantomData))?;
    deserializer.end()?;
    message
}

/// Reads the form of most frames, `["e",0,7,"increment","click"]`, in a fraction of the time that any JSON takes. A frame written in
/// another way is left to the reader of all messages.
fn plain_event(frame: &str) -> Option<EventMessage<'_>> {
    let rest = frame.strip_prefix("[\"e\",")?;
    let (id, rest) = plain_number(rest)?;
    let (number, rest) = plain_number(rest).filter(|(number, _)| *number != 0)?;
    let (handler, rest) = plain_text(rest)?;
    let (event, rest) = plain_text(rest.strip_prefix(',')?)?;
    let event = ClientEvent { number, handler: handler.into(), event: event.into(), special_vars: None, attempt: 1 };
    (rest == "]").then_some(EventMessage { id: Id::Number(id), event })
}

/// A number without a leading zero, small enough not to overflow, and what follows the comma after it.
fn plain_number(text: &str) -> Option<(u64, &str)> {
    let (digits, rest) = text.split_at_checked(text.bytes().position(|byte| !byte.is_ascii_digit())?)?;
    let is_plain = digits == "0" || (1..=18).contains(&digits.len()) && !digits.starts_with('0');
    let number = || digits.bytes().fold(0, |number, digit| number * 10 + u64::from(digit - b'0'));
    is_plain.then(number).zip(rest.strip_prefix(','))
}

/// A text without escapes, and what follows it.
fn plain_text(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix('"')?;
    let end = text.bytes().position(|byte| byte == b'"' || byte == b'\\' || byte < b' ')?;
    let (text, rest) = text.split_at_checked(end)?;
    Some((text, rest.strip_prefix('"')?))
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
                    number: next::<NonZero<u64>, _>(&mut seq, "n")?.get(),
                    handler: next::<Text<'de>, _>(&mut seq, "handler")?.0,
                    event: next::<Text<'de>, _>(&mut seq, "event")?.0,
                    special_vars: seq.next_element::<Option<Box<SpecialVars>>>()?.flatten(),
                    attempt: seq.next_element()?.unwrap_or(1),
                },
            }),
            "j" => ClientMessage::Join(JoinMessage {
                id: id(&mut seq)?,
                module: next::<Text<'de>, _>(&mut seq, "module")?.0,
                token: next::<Text<'de>, _>(&mut seq, "token")?.0,
                have: match seq.next_element::<u8>()? {
                    Some(1) => Have::Html,
                    Some(2) => Have::Tree,
                    _ => Have::Nothing,
                },
            }),
            "l" => {
                ClientMessage::Leave(LeaveMessage { id: id(&mut seq)?, keeps: seq.next_element::<u8>()? == Some(1) })
            }
            "o" => ClientMessage::Props(PropsMessage {
                id: id(&mut seq)?,
                token: next::<Text<'de>, _>(&mut seq, "token")?.0,
            }),
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_events_are_those_that_a_page_sends() {
        for frame in [
            r#"["e",0,1,"increment","click"]"#,
            r#"["e",12,123456789012345678,"set(0)","keydown.enter"]"#,
            r#"["e",0,3,"","é"]"#,
        ] {
            let event = plain_event(frame).map(ClientMessage::Event);
            assert_eq!(event, read_any(frame).ok(), "{frame}");
            assert!(event.is_some(), "{frame}");
        }
    }

    #[test]
    fn events_are_counted_from_one() {
        for frame in
            [r#"["e",0,0,"increment","click"]"#, r#"["e",0,0,"increment","click",{}]"#, r#"["e",0,-1,"a","b"]"#]
        {
            assert!(read(frame).is_err(), "{frame}");
        }
    }

    proptest! {
        #[test]
        fn a_plain_event_is_read_as_any_message_is(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "[\"e\",", "0", "7", "00", "123456789012345678", "99999999999999999999", ",", "\"", "a(1)", "\\n", "\n", "é", "click",
                    "\"]", "]", " ", "{}", "\",\"", "-1", "1.5",
                ]),
                0..12,
            ),
            whole in any::<bool>(),
        ) {
            let frame = parts.concat();
            let frame = if whole { format!("[\"e\",1,2,\"{frame}\"]") } else { frame };
            if let Some(event) = plain_event(&frame) {
                prop_assert_eq!(Some(ClientMessage::Event(event)), read_any(&frame).ok());
            }
        }
    }
}
