//! Which nested component is which after its parent has come back.

use serde_json::Value;

use super::rig::{Process, Socket};
use crate::prelude::*;

/// Rows with a component in each, and an editor that is opened and closed.
#[live_component(name = "board")]
struct Board {
    names: Vec<String>,
    step: u32,
    editing: Option<u32>,
}

#[live_component]
impl Board {
    #[event]
    fn insert(&mut self) {
        self.names.insert(0, "zero".to_owned());
    }

    #[event]
    fn bump(&mut self) {
        self.step += 1;
    }

    #[event]
    fn close(&mut self) {
        self.editing = None;
    }

    #[event]
    fn edit(&mut self, document: u32) {
        self.editing = Some(document);
    }

    fn render(&self) -> Html {
        html! {
            <ul>for name in &self.names { <li key={name}><Row name={name.clone()} step={self.step}/></li> }</ul>
            if let Some(document) = self.editing { <Row name={document.to_string()} step=0/> }
            <button on:click=insert>"insert"</button>
            <button on:click=bump>"bump"</button>
            <button on:click=close>"close"</button>
            <button on:click=edit(1)>"1"</button>
            <button on:click=edit(2)>"2"</button>
        }
    }
}

/// A row, with something of its own.
#[live_component(name = "board-row")]
struct Row {
    #[prop]
    name: String,
    #[prop]
    step: u32,
    own: u32,
}

#[live_component]
impl Row {
    #[event]
    fn add(&mut self) {
        self.own += 1;
    }

    fn render(&self) -> Html {
        html! { <b on:click=add>{&self.name} " " {self.step} " " {self.own}</b> }
    }
}

const TWO_ROWS: &str = r#"{"names":["one","two"],"step":0,"editing":null}"#;
const EDITOR: &str = r#"{"names":[],"step":0,"editing":1}"#;

/// The tokens and births of the components in what was sent, in document order.
fn children(frames: &[String]) -> Vec<(String, u64)> {
    fn find(value: &Value, found: &mut Vec<(String, u64)>) {
        match value {
            Value::Object(whole) => match whole.get("@") {
                Some(child) => {
                    let token = child[1].as_str().unwrap_or_default().to_owned();
                    found.push((token, child[2].as_u64().unwrap_or(0)));
                }
                None => whole.values().for_each(|value| find(value, found)),
            },
            Value::Array(values) => values.iter().for_each(|value| find(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    frames.iter().for_each(|frame| find(&serde_json::from_str(frame).unwrap(), &mut found));
    found
}

fn births(frames: &[String]) -> Vec<u64> {
    children(frames).into_iter().map(|(_, birth)| birth).collect()
}

fn join(socket: &mut Socket, token: &str) -> Vec<String> {
    socket.join_of("board", 0, token)
}

#[test]
fn a_row_that_comes_has_another_component_than_any_before() {
    let first = Process::start();
    let token = first.first_token("board", TWO_ROWS);
    let mut socket = first.open(1);
    assert_eq!(births(&join(&mut socket, &token)), [0, 0], "those of the page");
    let born = births(&socket.event(0, 1, "insert"));
    assert!(born[0] > 0, "{born:?}");
    let newer = socket.newest_token();

    // The same server knows, and so does one that has only the newer token.
    drop(socket);
    assert_eq!(births(&join(&mut first.open_numbered(1, 1), &token)), [born[0], 0, 0]);
    let second = Process::start();
    assert_eq!(births(&join(&mut second.open(1), &newer)), [born[0], 0, 0]);

    // One that has an older token begins again without the row. When it comes once more, its component is another.
    let third = Process::start();
    let mut socket = third.open(1);
    assert_eq!(births(&join(&mut socket, &token)), [0, 0]);
    let again = births(&socket.event(0, 1, "insert"));
    assert!(again[0] > 0 && again != born, "{again:?} {born:?}");
}

#[test]
fn a_component_in_the_place_of_another_is_not_taken_for_it() {
    let first = Process::start();
    let token = first.first_token("board", EDITOR);
    let mut socket = first.open(1);
    assert_eq!(births(&join(&mut socket, &token)), [0]);
    socket.event(0, 1, "close");
    let second = births(&socket.event(0, 2, "edit(2)"));
    socket.event(0, 3, "close");
    let third = births(&socket.event(0, 4, "edit(1)"));
    assert!(second != third && second[0] > 0 && third[0] > 0, "{second:?} {third:?}");
    let newer = socket.newest_token();

    drop(socket);
    assert_eq!(births(&join(&mut first.open_numbered(1, 1), &token)), third);
    assert_eq!(births(&join(&mut Process::start().open(1), &newer)), third);
    assert_eq!(births(&join(&mut Process::start().open(1), &token)), [0]);
}

#[test]
fn a_token_that_is_sent_before_its_patch_knows_of_the_components_in_it() {
    let process = Process::start();
    let token = process.first_token("board", EDITOR);
    let mut socket = process.open(1);
    join(&mut socket, &token);
    socket.event(0, 1, "close");
    socket.connection.stop(socket.now);
    socket.token = None;
    let born = births(&socket.event(0, 2, "edit(2)"));
    let newer = socket.token.clone().unwrap_or_default();
    assert_eq!(births(&join(&mut Process::start().open(1), &newer)), born);
}

#[test]
fn props_go_to_the_component_of_the_same_key() {
    let first = Process::start();
    let token = first.first_token("board", TWO_ROWS);
    let mut socket = first.open(1);
    let rows = children(&join(&mut socket, &token));
    let joined = |socket: &mut Socket, id, (token, _): &(String, u64)| socket.join_of("board-row", id, token).concat();
    assert!(joined(&mut socket, 1, &rows[0]).contains("[\"one\",0,0]"));
    assert!(joined(&mut socket, 2, &rows[1]).contains("[\"two\",0,0]"));
    socket.event(1, 1, "add");
    socket.event(2, 1, "add");
    socket.event(2, 2, "add");
    drop(socket);

    // Another row has come in front, and all have other props, when the rows join again.
    let mut socket = first.open_numbered(1, 1);
    join(&mut socket, &token);
    socket.event(0, 1, "insert");
    socket.event(0, 2, "bump");
    assert!(joined(&mut socket, 2, &rows[1]).contains("[\"two\",1,2]"));
    assert!(joined(&mut socket, 1, &rows[0]).contains("[\"one\",1,1]"));

    assert!(socket.event(0, 3, "bump").concat().contains("[\"p\",2,0,[1,2]]"));
}

#[test]
fn a_component_that_stays_is_given_the_props_of_the_older_state_that_its_parent_goes_on_from() {
    let first = Process::start();
    let token = first.first_token("board", TWO_ROWS);
    let mut socket = first.open(1);
    let rows = children(&join(&mut socket, &token));
    socket.join_of("board-row", 1, &rows[1].0);
    socket.event(0, 1, "bump");
    socket.wait();
    let newer = socket.tokens.get(&1).cloned().unwrap_or_default();

    let second = Process::start();
    let mut socket = second.open(1);
    join(&mut socket, &token);
    let shown = socket.join_of("board-row", 1, &newer).concat();
    assert!(shown.contains("[\"two\",0,0]"), "{shown}");
}
