//! The messages in `loom/fixtures/messages.json`: every message of either side in either dialect, for authors of other
//! clients, and the frames that are refused.

use std::{fs, path::Path};

use super::*;

/// Every message without a tree, by its name.
fn server<'a>(
    id: &'a Id,
    [redirect, title, flash, on_page, emit, navigation, reload]: &'a [Effect; 7],
    texts: &'a [(&'static str, Option<String>)],
) -> Vec<(&'static str, ServerMessage<'a>)> {
    use ServerMessage as M;
    vec![
        ("joined", M::Joined { id }),
        ("unchanged", M::Unchanged { id, number: 12 }),
        ("error", M::Error { id: Some(id), number: 12, code: Code::EventFailed, message: "no \"stock\"" }),
        ("error without a component", M::Error { id: None, number: 0, code: Code::BadMessage, message: "not JSON" }),
        ("redirect", M::Effect { id, effect: redirect, waits: false }),
        ("field cannot be used", M::Bound { id, field: "age", message: Some("a number, please") }),
        ("field can be used", M::Bound { id, field: "age", message: None }),
        ("title", M::Effect { id, effect: title, waits: false }),
        ("flash", M::Effect { id, effect: flash, waits: false }),
        ("effect on the page", M::Effect { id, effect: on_page, waits: false }),
        ("effect on the page with an answer", M::Effect { id, effect: on_page, waits: true }),
        ("message for hooks", M::Effect { id, effect: emit, waits: false }),
        ("navigation", M::Effect { id, effect: navigation, waits: false }),
        ("reload", M::Effect { id, effect: reload, waits: false }),
        ("address", M::Address { id, texts, push: true, number: 12 }),
        ("nothing of the address", M::Address { id, texts: &[], push: false, number: 0 }),
        ("token", M::Token { id, token: "a.b.c" }),
        ("component put aside", M::PutAside { id }),
        ("heartbeat", M::Heartbeat),
        ("another version", M::Version { version: "1.4.0" }),
    ]
}

/// Frames of a client, by name, and whether they are read.
const CLIENT: [(&str, Dialect, &str, bool); 30] = [
    ("join", Dialect::One, r#"{"type":"join","id":"c0","module":"M","token":"T"}"#, true),
    (
        "event",
        Dialect::One,
        r#"{"type":"event","id":"c0","handler":"increment","event":"click","special_vars":{}}"#,
        true,
    ),
    (
        "event with all it may carry",
        Dialect::One,
        r#"{"type":"event","id":"c0","handler":"set(0,\"x\")","event":"input","special_vars":{"value":"v","checked":true,"key":"Enter"}}"#,
        true,
    ),
    ("leave", Dialect::One, r#"{"type":"leave","id":"c0"}"#, true),
    ("members nobody knows", Dialect::One, r#"{"type":"leave","id":"c0","more":{"a":[1]}}"#, true),
    ("no id", Dialect::One, r#"{"type":"leave"}"#, false),
    ("no type", Dialect::One, r#"{"id":"c0"}"#, false),
    ("a type nobody knows", Dialect::One, r#"{"type":"dance","id":"c0"}"#, false),
    ("a value of another type", Dialect::One, r#"{"type":"event","id":"c0","handler":1,"event":"click"}"#, false),
    ("nothing", Dialect::One, "", false),
    ("join", Dialect::Two, r#"["j",0,"M","T",0]"#, true),
    ("join of what the page has", Dialect::Two, r#"["j",0,"M","T",1]"#, true),
    ("event", Dialect::Two, r#"["e",0,12,"increment","click"]"#, true),
    (
        "event with all it may carry",
        Dialect::Two,
        r#"["e",0,12,"set(0,\"x\")","input",{"value":"v","checked":true,"key":"Enter","form":"a=b&c","values":["x"],"detail":{"x":1}}]"#,
        true,
    ),
    ("event that is sent again", Dialect::Two, r#"["e",0,12,"increment","click",null,2]"#, true),
    (
        "event that is sent again with what it carries",
        Dialect::Two,
        r#"["e",0,12,"set","input",{"value":"v"},3]"#,
        true,
    ),
    ("an attempt that is no number", Dialect::Two, r#"["e",0,12,"increment","click",null,"2"]"#, false),
    ("event of a changed address", Dialect::Two, r#"["e",0,12,"?","popstate",{"form":"filter=open&p=2"}]"#, true),
    ("leave", Dialect::Two, r#"["l",0]"#, true),
    ("join of what came with a page as a tree", Dialect::Two, r#"["j",0,"M","T",2]"#, true),
    ("leave of what is kept", Dialect::Two, r#"["l",0,1]"#, true),
    ("new props", Dialect::Two, r#"["o",0,"T"]"#, true),
    ("new props without a token", Dialect::Two, r#"["o",0]"#, false),
    ("heartbeat", Dialect::Two, r#"["h"]"#, true),
    ("elements nobody knows", Dialect::Two, r#"["h",[1,{}],null]"#, true),
    ("no id", Dialect::Two, r#"["l"]"#, false),
    ("an id below 0", Dialect::Two, r#"["l",-1]"#, false),
    ("a type nobody knows", Dialect::Two, r#"["z",0]"#, false),
    ("an object", Dialect::Two, r#"{"type":"leave","id":"c0"}"#, false),
    ("half a message", Dialect::Two, r#"["e",0,12"#, false),
];

fn line(name: &str, dialect: Dialect, rest: &str) -> String {
    let dialect = match dialect {
        Dialect::One => 1,
        Dialect::Two => 2,
    };
    let name = serde_json::to_string(name).unwrap();
    format!("  {{\"name\": {name}, \"dialect\": {dialect}, {rest}}}")
}

#[test]
fn messages() {
    let mut lines = Vec::new();
    let effects = [
        Effect::Redirect("/a?b=<c>".to_owned()),
        Effect::Title("Inbox (3)".to_owned()),
        Effect::Flash(Level::Success, "saved".to_owned()),
        Effect::OnPage("add_class".to_owned(), vec!["row".to_owned(), "new \"one\"".to_owned()]),
        Effect::Emit("fly".to_owned(), "{\"x\":1}".to_owned()),
        Effect::Navigate("/a".to_owned(), true),
        Effect::Reload,
    ];
    let texts = [("filter", Some("half \"done\"".to_owned())), ("p", None)];
    for (dialect, id) in [(Dialect::One, Id::Text("c0".into())), (Dialect::Two, Id::Number(0))] {
        for (name, message) in server(&id, &effects, &texts) {
            let mut frame = String::new();
            if message.write(dialect, &mut frame) {
                serde_json::from_str::<serde_json::Value>(&frame).unwrap();
                let frame = serde_json::to_string(&frame).unwrap();
                lines.push(line(name, dialect, &format!("\"from\": \"server\", \"frame\": {frame}")));
            }
        }
    }
    for (name, dialect, frame, reads) in CLIENT {
        assert_eq!(dialect.read(frame).is_ok(), reads, "{frame}");
        let frame = serde_json::to_string(frame).unwrap();
        lines.push(line(name, dialect, &format!("\"from\": \"client\", \"frame\": {frame}, \"reads\": {reads}")));
    }
    let text = format!("[\n{}\n]\n", lines.join(",\n"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/messages.json");
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        fs::write(path, text).unwrap();
        return;
    }
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(committed == text, "messages.json is not what is written; UPDATE_FIXTURES=1 writes it anew");
}
