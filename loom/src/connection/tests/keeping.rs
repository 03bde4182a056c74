//! Components that leave with a page which their client keeps for going back.

use super::rig::Process;
use crate::{prelude::*, token::Claims};

/// Has a prop, and something of its own.
#[live_component(name = "record")]
struct Record {
    #[prop]
    title: String,
    played: u32,
}

#[live_component]
impl Record {
    #[event]
    fn play(&mut self) {
        self.played += 1;
    }

    fn render(&self) -> Html {
        html! { <b on:click=play>{&self.title} " " {self.played}</b> }
    }
}

const ADD: &str = r#"["e",0,1,"add","click"]"#;
const KEEP: &str = r#"["l",0,1]"#;

#[test]
fn a_component_that_is_kept_has_its_newest_token() {
    let process = Process::start();
    let mut socket = process.open(1);
    let old = process.token(7);
    socket.join(0, &old);
    socket.say(ADD);
    let before = socket.token.clone();
    socket.event(0, 2, "add");
    assert_eq!(socket.token, before, "tokens have a distance");
    socket.say(KEEP);
    assert_eq!((process.components(), socket.token == before), (0, false));
    let newest = socket.token.take().unwrap_or_default();
    // Another process knows the state by the token, and this one by either.
    let other = Process::start();
    for (process, token, id) in [(&other, &newest, 0), (&process, &newest, 1)] {
        let mut socket = process.open(1);
        let joined = socket.join(id, token).concat();
        assert!(joined.contains("[1, 2]"), "{joined}");
    }
}

#[test]
fn a_client_that_goes_back_before_it_has_heard_finds_the_newest_state() {
    let process = Process::start();
    let mut socket = process.open(1);
    let old = process.token(7);
    socket.join(0, &old);
    socket.say(ADD);
    socket.say(KEEP);
    let joined = socket.join(1, &old).concat();
    assert!(joined.contains("[1]"), "{joined}");
    // Its events go on with the number that they had.
    assert!(socket.say(r#"["e",1,1,"add","click"]"#).concat().starts_with(r#"["p",1,1]"#));
    let patch = socket.say(r#"["e",1,2,"add","click"]"#).concat();
    assert!(patch.contains("[1, 2]"), "{patch}");
}

#[tokio::test]
async fn a_handler_that_runs_when_its_page_is_left_ends_first() {
    let process = Process::start();
    let mut socket = process.open(1);
    let old = process.token(7);
    socket.join(0, &old);
    socket.say(r#"["e",0,1,"slow","click"]"#);
    socket.say(KEEP);
    assert!(socket.join(1, &old).is_empty(), "it waits for the handler");
    process.gate.0.add_permits(1);
    tokio::task::yield_now().await;
    let joined = socket.hear().concat();
    assert!(joined.contains("[1]"), "{joined}");
}

#[test]
fn a_component_that_stays_takes_the_props_of_the_next_page() {
    let process = Process::start();
    let mut socket = process.open(1);
    let signed = |module: &str, json: &str, fresh: bool, instance: u64| {
        let claims = Claims { issued: 1_000_000, instance, fresh, ..Claims::default() };
        process.shared.keys.sign(&claims, module, "visitor", json)
    };
    let state = r#"{"title":"a","played":0}"#;
    socket.join_of("record", 0, &signed("record", state, false, 7));
    socket.event(0, 1, "play");
    let next = signed("record", r#"{"title":"b","played":0}"#, true, 8);
    let heard = socket.say(&format!("[\"o\",0,\"{next}\"]")).concat();
    assert!(heard.contains("\"b\"") && !heard.contains("played"), "{heard}");
    assert!(socket.event(0, 2, "play").concat().contains('2'), "its own state goes on");
    // A token of a state is none of props, nor is one of another component.
    for wrong in [signed("record", state, false, 9), signed("ledger", r#"{"seen":[]}"#, true, 9), "x".to_owned()] {
        let heard = socket.say(&format!("[\"o\",0,\"{wrong}\"]")).concat();
        assert!(heard.contains("bad_token"), "{heard}");
    }
    assert!(socket.say(&format!("[\"o\",5,\"{next}\"]")).is_empty(), "a component that has left takes none");
}

#[test]
fn a_leave_of_what_is_not_there_is_not_answered() {
    let process = Process::start();
    let mut socket = process.open(1);
    assert!(socket.say(KEEP).is_empty() && socket.tokens.is_empty());
    socket.join(0, &process.token(7));
    socket.say(KEEP);
    assert!(socket.say(KEEP).is_empty());
}
