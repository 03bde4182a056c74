//! From the text of an event to its method.

use super::joined;
use crate::{
    component::{EventCall, LiveComponent as _, Outcome, Payload, Props as _, Step},
    prelude::*,
};

#[derive(serde::Deserialize)]
struct Contact {
    name: String,
    #[serde(default)]
    topics: Vec<String>,
}

#[live_component]
struct Log {
    lines: Vec<String>,
}

#[live_component]
impl Log {
    #[event]
    fn add(&mut self, line: String, times: u8) {
        for _ in 0..times {
            self.lines.push(line.clone());
        }
    }

    #[event]
    fn value(&mut self, value: Value<i64>) {
        self.lines.push(value.to_string());
    }

    #[event]
    fn perhaps(&mut self, key: Option<Key>) {
        self.lines.push(format!("{key:?}"));
    }

    #[event]
    fn form(&mut self, form: Form<Contact>) {
        self.lines.push(format!("{} {:?}", form.name, form.topics));
    }

    #[event]
    fn point(&mut self, at: Pointer, keys: Modifiers) {
        self.lines.push(format!("{} {} {}", at.x, at.button, keys.shift));
    }

    #[event]
    fn number(&mut self, cx: &mut Cx<Self>) -> loom::Result<Redirect> {
        let number = *cx.state::<u32>()?;
        cx.state::<String>()?;
        Ok(Redirect::to(format!("/{number}")))
    }

    #[event]
    fn ask(&mut self, cx: &mut Cx<Self>) -> Redirect {
        cx.title("Asked");
        cx.flash(Level::Warning, "Careful");
        Redirect::to("/asked")
    }

    fn render(&self) -> Html {
        html! { <p>{self.lines.len()}</p> }
    }
}

/// Fires an event; what it asks for, or the error and whether it is the payload's.
fn fire(log: &mut Log, handler: &str, args: &str, payload: &Payload) -> Result<Outcome, (String, bool)> {
    let (_, mut cx) = joined();
    let call = EventCall { handler, args, payload, number: 1 };
    match log.dispatch(&mut cx, &call) {
        Step::Done(result) => result.map_err(|error| (error.to_string(), error.is_payload())),
        Step::Pending(_) => Err(("pending".to_owned(), false)),
    }
}

#[test]
fn bound_arguments_are_read_strictly() {
    let mut log = Log::props().build();
    let nothing = Payload::default();
    assert_eq!(fire(&mut log, "add", "\"x\",2", &nothing), Ok(Outcome::Done));
    assert_eq!(log.lines, ["x", "x"]);
    for wrong in ["", "\"x\"", "\"x\",2,3", "2,\"x\"", "\"x\",999", "\"x\",-1", "\"x\",null", "\"x\",2],[1", "\"x\",2]"]
    {
        let refused = fire(&mut log, "add", wrong, &nothing);
        assert!(matches!(refused, Err((_, true))), "{wrong}: {refused:?}");
    }
    assert!(fire(&mut log, "ask", "1", &nothing).is_err());
    assert_eq!(log.lines.len(), 2);
}

#[test]
fn events_that_are_not_there_are_refused() {
    let mut log = Log::props().build();
    for name in ["render", "mount", "lines", "Add", "__anything", ""] {
        let (_, mut cx) = joined();
        let payload = Payload::default();
        let call = EventCall { handler: name, args: "", payload: &payload, number: 1 };
        let Step::Done(Err(error)) = log.dispatch(&mut cx, &call) else { unreachable!("{name}") };
        assert!(error.is_unknown_handler(), "{name}");
    }
}

#[test]
fn extractors_take_their_part_of_the_payload() {
    let mut log = Log::props().build();
    let payload = Payload {
        value: Some(" 7".to_owned()),
        key: Some("Enter".to_owned()),
        form: Some("name=Ada+L&topics=a&topics=b%26c&other=1".to_owned()),
        detail: Some(r#"{"x":1.5,"shiftKey":true,"other":[]}"#.to_owned()),
        ..Payload::default()
    };
    for event in ["value", "perhaps", "form", "point"] {
        assert_eq!(fire(&mut log, event, "", &payload), Ok(Outcome::Done), "{event}");
    }
    assert_eq!(log.lines, ["7", "Some(Key(\"Enter\"))", "Ada L [\"a\", \"b&c\"]", "1.5 0 true"]);
}

#[test]
fn a_missing_or_malformed_part_is_an_error_of_the_payload() {
    let mut log = Log::props().build();
    let nothing = Payload::default();
    let missing = fire(&mut log, "value", "", &nothing);
    assert_eq!(missing, Err(("the event carries no value".to_owned(), true)));
    let text = Payload { value: Some("x".to_owned()), ..Payload::default() };
    assert_eq!(fire(&mut log, "value", "", &text), Err(("Enter a whole number.".to_owned(), true)));
    let form = Payload { form: Some("topics=a".to_owned()), ..Payload::default() };
    assert!(matches!(fire(&mut log, "form", "", &form), Err((_, true))));
    let detail = Payload { detail: Some("[]".repeat(3)), ..Payload::default() };
    assert!(matches!(fire(&mut log, "point", "", &detail), Err((_, true))));
    assert_eq!(fire(&mut log, "perhaps", "", &nothing), Ok(Outcome::Done));
}

#[test]
fn an_event_may_ask_for_more_than_a_change() {
    let mut log = Log::props().build();
    let (_, mut cx) = joined();
    let payload = Payload::default();
    let call = EventCall { handler: "ask", args: "", payload: &payload, number: 1 };
    let Step::Done(Ok(outcome)) = log.dispatch(&mut cx, &call) else { unreachable!("a plain event") };
    assert_eq!(outcome, Outcome::Redirect("/asked".to_owned()));
    let effects = cx.take_effects().unwrap_or_default();
    assert_eq!((effects.title(), effects.flashes().count()), (Some("Asked"), 1));
    assert!(cx.take_effects().is_none());
}

#[test]
fn state_that_the_application_does_not_share_is_named() {
    let refused = fire(&mut Log::props().build(), "number", "", &Payload::default());
    let (message, is_payload) = refused.err().unwrap_or_default();
    assert!(message.contains("String") && message.contains("builder().state(") && !is_payload, "{message}");
}
