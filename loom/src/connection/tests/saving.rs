//! Where the state of a component may be, and who may read it.

use std::time::Duration;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

use super::rig::{Process, Socket};
use crate::{connection::Terms, prelude::*, token::Claims};

/// Has fields that nobody may read.
#[live_component(name = "vault", removed("gone"))]
struct Vault {
    count: u32,
    #[state(secret)]
    #[serde(rename = "pin code")]
    pin: String,
    #[state(secret)]
    answers: Vec<u32>,
}

#[live_component]
impl Vault {
    #[event]
    fn add(&mut self) {
        self.count += 1;
    }

    fn render(&self) -> Html {
        html! { <button on:click=add>{format!("{} {} {:?}", self.count, self.pin, self.answers)}</button> }
    }
}

/// Is secret as a whole.
#[live_component(name = "safe", secret)]
struct Safe {
    pin: String,
}

#[live_component]
impl Safe {
    fn render(&self) -> Html {
        html! { <p>{&self.pin}</p> }
    }
}

/// Is in no token.
#[live_component(name = "held", resume = "server")]
struct Held {
    text: String,
}

#[live_component]
impl Held {
    #[event]
    fn add(&mut self) {
        self.text.push('!');
    }

    fn render(&self) -> Html {
        html! { <button on:click=add>{&self.text}</button> }
    }
}

/// Begins anew.
#[live_component(name = "fleeting", resume = "none")]
struct Fleeting {
    text: String,
}

#[live_component]
impl Fleeting {
    #[event]
    fn add(&mut self) {
        self.text.push('!');
    }

    fn render(&self) -> Html {
        html! { <button on:click=add>{&self.text}</button> }
    }
}

#[track_caller]
fn shows(heard: &[String], text: &str) {
    assert!(heard.iter().any(|frame| frame.contains(text)), "{text}: {heard:?}");
}

#[track_caller]
fn refused(heard: &[String]) {
    assert!(heard.iter().any(|frame| frame.contains(r#""bad_token""#)), "{heard:?}");
}

/// The part of a token that anybody can read.
fn readable(token: &str) -> String {
    let parts = token.split('.').filter_map(|part| BASE64_URL_SAFE_NO_PAD.decode(part).ok());
    parts.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

const VAULT: &str = r#"{"count":1,"pin code":"1234","answers":[42]}"#;

#[test]
fn a_secret_field_is_in_the_token_and_cannot_be_read() {
    let (process, after) = (Process::start(), Process::start());
    let first = process.first_token("vault", VAULT);
    let mut socket = process.open(1);
    shows(&socket.join_of("vault", 0, &first), "1 1234 [42]");
    socket.event(0, 1, "add");
    let second = socket.newest_token();
    for (token, count) in [(first, 1), (second, 2)] {
        let text = readable(&token);
        assert!(text.contains(&format!(r#"vault:{{"count":{count},"#)), "{text}");
        assert!(!text.contains("1234") && !text.contains("42]") && !text.contains("pin"), "{text}");
        shows(&after.open(1).join_of("vault", 0, &token), &format!("{count} 1234 [42]"));
    }
}

#[test]
fn each_token_is_encrypted_anew() {
    let process = Process::start();
    let tokens = [process.first_token("vault", VAULT), process.first_token("vault", VAULT)];
    let [first, second] = tokens.map(|token| token.split('.').nth(1).map(str::to_owned));
    assert_ne!(first, second);
}

#[test]
fn so_can_a_whole_state_be() {
    let process = Process::start();
    let token = process.first_token("safe", r#"{"pin":"1234"}"#);
    assert!(readable(&token).contains("safe:\"") && !readable(&token).contains("pin"), "{}", readable(&token));
    shows(&process.open(1).join_of("safe", 0, &token), "1234");
}

#[test]
fn a_state_that_waits_on_the_server_is_nowhere_else() {
    let (process, other) = (Process::start(), Process::start());
    let token = process.first_token("held", r#"{"text":"hello"}"#);
    assert!(readable(&token).ends_with("held:null") || readable(&token).contains("held:null"), "{}", readable(&token));
    assert_eq!(process.shared.locations.parked(process.now).0, 1, "it waits for its page");
    let mut socket = process.open(1);
    shows(&socket.join_of("held", 0, &token), "hello");
    shows(&socket.event(0, 1, "add"), "hello!");
    assert!(!readable(&socket.newest_token()).contains("hello"));

    // Its page finds it again, on whatever socket; another page, another process do not.
    refused(&process.open(2).join_of("held", 0, &token));
    refused(&other.open(1).join_of("held", 0, &token));
    let mut again = process.open(1);
    again.join_of("held", 0, &token);
    socket.hear();
    shows(&again.hear(), "hello!");
    drop((socket, again));
    shows(&process.open(1).join_of("held", 0, &token), "hello!");
}

#[test]
fn nothing_waits_on_the_server_for_ever() {
    let process = Process::start();
    let token = process.first_token("held", r#"{"text":"hello"}"#);
    let mut late = process.open(1);
    late.now += Duration::from_secs(61);
    refused(&late.join_of("held", 0, &token));
    assert_eq!(process.shared.locations.parked(late.now), (0, 0));
}

#[test]
fn a_component_that_begins_anew_leaves_nothing() {
    let process = Process::start();
    let token = process.first_token("fleeting", r#"{"text":"hello"}"#);
    let mut socket = process.open(1);
    socket.join_of("fleeting", 0, &token);
    shows(&socket.event(0, 1, "add"), "hello!");
    socket.wait();
    assert_eq!(socket.token, None);
    drop(socket);
    assert_eq!(process.shared.locations.parked(process.now), (0, 0));
    let mut socket = process.open(1);
    let heard = socket.join_of("fleeting", 0, &token);
    assert!(heard.iter().any(|frame| frame.contains("\"hello\"")), "{heard:?}");
}

#[test]
fn a_state_that_outgrows_its_token_is_kept_on_the_server_only() {
    let process = Process::with(Terms { max_token: 60, ..Terms::default() });
    let other = Process::start();
    let mut socket = process.open(1);
    let small = process.token(7);
    socket.join(0, &small);
    for number in 1..=30 {
        socket.event(0, number, "add");
    }
    let token = socket.newest_token();
    assert!(readable(&token).contains("ledger:null"), "{}", readable(&token));
    assert_eq!(process.shared.outgrown.lock().map_or(0, |outgrown| outgrown.len()), 1);
    socket.token = None;
    socket.event(0, 31, "add");
    socket.wait();
    assert_eq!(socket.token, None, "it stays the same");
    drop(socket);
    // An old state somewhere else would be worse than none.
    refused(&other.open(1).join(0, &token));
    for token in [token, small] {
        shows(&process.open(1).join(0, &token), "30, 31]");
    }
}

#[test]
fn a_token_is_renewed_before_it_is_too_old_though_nothing_changes() {
    let process = Process::start();
    let mut socket = process.open(1);
    socket.join(0, &process.token(7));
    socket.now += Duration::from_secs(11 * 60 * 60);
    socket.hear();
    assert_eq!(socket.token, None);
    socket.now += Duration::from_secs(2 * 60 * 60);
    let token = socket.newest_token();
    let mut late = process.open(1);
    late.now += Duration::from_secs(30 * 60 * 60);
    drop(socket);
    shows(&late.join(0, &token), "[]");
}

/// A socket that has joined a vault with a token whose state another version of the program has written.
fn of_another_version(json: &str) -> (Socket, Vec<String>) {
    let process = Process::start();
    let claims = Claims { issued: 1_000_000, instance: 7, schema: 1, ..Claims::default() };
    let token = process.shared.keys.sign(&claims, "vault", "visitor", json);
    let mut socket = process.open(1);
    let heard = socket.join_of("vault", 0, &token);
    (socket, heard)
}

#[test]
fn a_state_of_another_version_is_read_whole_or_not_at_all() {
    for (json, shown) in [
        (r#"{"count":1,"pin code":"1","answers":[]}"#, "1 1 []"),
        (r#"{"count":1}"#, "1  []"),
        (r#"{"count":1,"gone":{"a":[1]}}"#, "1  []"),
    ] {
        shows(&of_another_version(json).1, shown);
    }
    for json in [
        r#"{"count":1,"unheard_of":1}"#,
        r#"{"count":"1"}"#,
        r#"{"count":-1}"#,
        r#"{"count":1,"answers":{}}"#,
        "[]",
        "null",
    ] {
        let (socket, heard) = of_another_version(json);
        refused(&heard);
        drop(socket);
    }
}
