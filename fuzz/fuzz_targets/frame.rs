//! A frame of either dialect is a message or an error, and what is written as JSON is read back as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loom::__fuzz::{
    handler, json,
    message::{ClientMessage, Dialect, Id},
};

fuzz_target!(|frame: &str| {
    for dialect in [Dialect::One, Dialect::Two] {
        match dialect.read(frame) {
            Ok(ClientMessage::Join(join)) => id_is_kept(&join.id),
            Ok(ClientMessage::Leave(leave)) => id_is_kept(&leave.id),
            Ok(ClientMessage::Props(props)) => id_is_kept(&props.id),
            Ok(ClientMessage::Event(message)) => {
                id_is_kept(&message.id);
                if let Some((name, args)) = handler::split(&message.event.handler) {
                    assert!(!name.contains('('), "{name:?}");
                    let _ = handler::read_args::<(i64, String)>(args);
                    let _ = handler::read_args::<(Option<bool>,)>(args);
                }
                if let Some(detail) = message.event.special_vars.as_ref().and_then(|vars| vars.detail.as_ref()) {
                    let read: Result<serde_json::Value, _> = handler::read_detail(detail);
                    assert!(read.is_ok(), "a detail that was taken is JSON: {detail:?}");
                }
            }
            Ok(ClientMessage::Heartbeat) => {}
            Err(error) => drop(error.to_string()),
        }
    }
    let mut written = String::new();
    json::write_text(&mut written, frame);
    assert_eq!(serde_json::from_str(&written).ok(), Some(frame.to_owned()), "{written}");
});

/// An id that was read is written as JSON that is read as the same id.
fn id_is_kept(id: &Id) {
    let mut written = String::new();
    id.write(&mut written);
    assert_eq!(serde_json::from_str(&written).ok().as_ref(), Some(id), "{written}");
}
