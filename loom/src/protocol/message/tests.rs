//! Frames of both dialects, good and bad.

use std::borrow::Cow;

use super::*;

fn event<'f>(id: Id, number: u64, handler: &'f str, special_vars: Option<SpecialVars>) -> ClientMessage<'f> {
    let event = ClientEvent {
        number,
        handler: Cow::Borrowed(handler),
        event: Cow::Borrowed("click"),
        special_vars: special_vars.map(Box::new),
        attempt: 1,
    };
    ClientMessage::Event(EventMessage { id, event })
}

fn c0() -> Id {
    Id::Text("c0".into())
}

#[test]
fn dialect_1_is_read() {
    let read = |frame| Dialect::One.read(frame).map_err(|error| error.to_string());
    let join = JoinMessage { id: c0(), module: "M".into(), token: "T".into(), have: Have::Nothing };
    assert_eq!(read(r#"{"type":"join","id":"c0","module":"M","token":"T"}"#), Ok(ClientMessage::Join(join)));
    assert_eq!(
        read(
            r#"{"special_vars":{"value":"a\"b","checked":true,"key":"x","more":[1]},"event":"click","handler":"set(0)","id":"c0","type":"event","n":1}"#
        ),
        Ok(event(
            c0(),
            0,
            "set(0)",
            Some(SpecialVars {
                value: Some("a\"b".to_owned()),
                checked: Some(true),
                key: Some("x".to_owned()),
                ..SpecialVars::default()
            })
        ))
    );
    assert_eq!(
        read(r#"{"type":"leave","id":"c0"}"#),
        Ok(ClientMessage::Leave(LeaveMessage { id: c0(), keeps: false }))
    );
}

#[test]
fn dialect_2_is_read() {
    let read = |frame| Dialect::Two.read(frame).map_err(|error| error.to_string());
    let join = JoinMessage { id: Id::Number(0), module: "M".into(), token: "T".into(), have: Have::Html };
    assert_eq!(read(r#"["j",0,"M","T",1]"#), Ok(ClientMessage::Join(join)));
    assert_eq!(read(r#"["e",3,12,"set(0)","click"]"#), Ok(event(Id::Number(3), 12, "set(0)", None)));
    assert_eq!(
        read(r#"["e",3,12,"set(0)","click",{"form":"a=b","values":["x"],"detail":{"x": 1}},1,"later"]"#),
        Ok(event(
            Id::Number(3),
            12,
            "set(0)",
            Some(SpecialVars {
                form: Some("a=b".to_owned()),
                values: Some(vec!["x".to_owned()]),
                detail: Some(r#"{"x": 1}"#.to_owned()),
                ..SpecialVars::default()
            })
        ))
    );
    assert_eq!(read(r#"["l",3]"#), Ok(ClientMessage::Leave(LeaveMessage { id: Id::Number(3), keeps: false })));
    assert_eq!(read(r#"["h"]"#), Ok(ClientMessage::Heartbeat));
}

#[test]
fn a_frame_that_is_no_message_says_why() {
    let deep = "[".repeat(10_000);
    let deep_in = format!("[\"e\",0,1,\"a\",\"click\",{{\"detail\":{deep}");
    let one = format!("{{\"type\":{deep}");
    let bad = [
        (Dialect::One, ""),
        (Dialect::One, "[]"),
        (Dialect::One, "{}"),
        (Dialect::One, "null"),
        (Dialect::One, r#"{"type":"nothing"}"#),
        (Dialect::One, r#"{"type":7,"id":"c0"}"#),
        (Dialect::One, r#"{"type":"leave","id":-1}"#),
        (Dialect::One, r#"{"type":"leave","id":{}}"#),
        (Dialect::One, r#"{"type":"event","id":"c0","handler":"a"}"#),
        (Dialect::One, r#"{"type":"event","id":"c0","handler":"a","event":"click","special_vars":7}"#),
        (Dialect::One, r#"{"type":"leave","id":"c0"} {}"#),
        (Dialect::One, "{\"type\":\"leave\",\"id\":\"\\ud800\"}"),
        (Dialect::One, &one),
        (Dialect::Two, ""),
        (Dialect::Two, "[]"),
        (Dialect::Two, "{}"),
        (Dialect::Two, r#"["z",1]"#),
        (Dialect::Two, r#"["l"]"#),
        (Dialect::Two, r#"["l","c0"]"#),
        (Dialect::Two, r#"["l",-1]"#),
        (Dialect::Two, r#"["l",18446744073709551616]"#),
        (Dialect::Two, r#"["e",0,-1,"a","click"]"#),
        (Dialect::Two, r#"["e",0,1,"a","click",7]"#),
        (Dialect::Two, r#"["e",0,1,"a","click",{"value":7}]"#),
        (Dialect::Two, r#"["l",0]["l",0]"#),
        (Dialect::Two, &deep),
        (Dialect::Two, &deep_in),
    ];
    for (dialect, frame) in bad {
        let refused = dialect.read(frame);
        assert!(refused.is_err(), "{frame}");
    }
}

#[test]
fn messages_are_written() {
    let id = Id::Number(0);
    let [page, title] = [Effect::Redirect("/a".to_owned()), Effect::Title("T".to_owned())];
    let flash = Effect::Flash(Level::Success, "T".to_owned());
    let written = |dialect, message: ServerMessage<'_>| {
        let mut out = String::new();
        message.write(dialect, &mut out).then_some(out)
    };
    let error = |id| ServerMessage::Error { id, number: 4, code: Code::UnknownHandler, message: "say \"hello\"" };
    let two = |message| written(Dialect::Two, message).unwrap_or_default();
    assert_eq!(two(ServerMessage::Joined { id: &id }), r#"["j",0]"#);
    assert_eq!(two(ServerMessage::Unchanged { id: &id, number: 12 }), r#"["p",0,12]"#);
    assert_eq!(two(error(Some(&id))), r#"["x",0,4,"unknown_handler","say \"hello\""]"#);
    assert_eq!(two(error(None)), r#"["x",null,4,"unknown_handler","say \"hello\""]"#);
    assert_eq!(two(ServerMessage::Effect { id: &Id::Number(3), effect: &page, waits: true }), r#"["r","/a"]"#);
    assert_eq!(two(ServerMessage::Bound { id: &id, field: "age", message: Some("no") }), r#"["b",0,"age","no"]"#);
    assert_eq!(two(ServerMessage::Bound { id: &id, field: "age", message: None }), r#"["b",0,"age",null]"#);
    assert_eq!(two(ServerMessage::Effect { id: &Id::Number(3), effect: &title, waits: true }), r#"["d","T"]"#);
    assert_eq!(
        two(ServerMessage::Effect { id: &Id::Number(3), effect: &flash, waits: true }),
        r#"["f","success","T"]"#
    );
    assert_eq!(two(ServerMessage::Token { id: &id, token: "T" }), r#"["k",0,"T"]"#);
    assert_eq!(two(ServerMessage::Heartbeat), r#"["h"]"#);

    let id = c0();
    let one = |message| written(Dialect::One, message);
    let patch = r#"{"type":"patch","id":"c0","d":{}}"#;
    assert_eq!(one(ServerMessage::Unchanged { id: &id, number: 0 }).as_deref(), Some(patch));
    let said = r#"{"type":"error","id":"c0","error":"unknown_handler: say \"hello\""}"#;
    assert_eq!(one(error(Some(&id))).as_deref(), Some(said));
    let redirect = r#"{"type":"redirect","url":"/a"}"#;
    assert_eq!(
        one(ServerMessage::Effect { id: &Id::Number(3), effect: &page, waits: true }).as_deref(),
        Some(redirect)
    );
    assert_eq!(one(ServerMessage::Effect { id: &Id::Number(3), effect: &title, waits: true }), None);
}

#[test]
fn frames_are_put_around_trees() {
    let framed = |dialect, frame: TreeMessage<'_>, body: &str| {
        let mut out = String::new();
        frame.begin(dialect, &mut out);
        out.push_str(body);
        frame.end(dialect, &mut out);
        out
    };
    let id = Id::Number(0);
    assert_eq!(framed(Dialect::Two, TreeMessage::Patch { id: &id, number: 1 }, "[0,5]"), r#"["p",0,1,[0,5]]"#);
    assert_eq!(framed(Dialect::Two, TreeMessage::Tree { id: &id }, "{}"), r#"["j",0,{}]"#);
    let id = c0();
    let patch = framed(Dialect::One, TreeMessage::Patch { id: &id, number: 0 }, "{}");
    assert_eq!(patch, r#"{"type":"patch","id":"c0","d":{}}"#);
    let trees = framed(Dialect::One, TreeMessage::Tree { id: &id }, r#""s":[""],"d":[]"#);
    assert_eq!(trees, r#"{"type":"trees","id":"c0","s":[""],"d":[]}"#);
}
