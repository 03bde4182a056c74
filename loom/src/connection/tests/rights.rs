//! Props that a component gives to nested ones hold, whatever the tokens of those once said.

use std::task::{Context, Waker};

use super::rig::{Gate, Process, Socket};
use crate::{
    Limits,
    connection::{Terms, guard::Guard},
    prelude::*,
};

/// Rows that may be removed, or may not.
#[live_component(name = "desk")]
struct Desk {
    rows: Vec<u32>,
    may: bool,
    removed: Vec<u32>,
    /// `connected` takes its time.
    slow: bool,
}

#[live_component]
impl Desk {
    async fn connected(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        if self.slow {
            cx.state::<Gate>()?.0.acquire().await?.forget();
        }
        Ok(())
    }

    #[event]
    fn remove(&mut self, row: u32) {
        self.removed.push(row);
    }

    #[event]
    fn take_away(&mut self, row: u32) {
        self.rows.retain(|known| *known != row);
    }

    #[event]
    fn allow(&mut self, may: bool) {
        self.may = may;
    }

    #[event]
    async fn wait(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        cx.state::<Gate>()?.0.acquire().await?.forget();
        Ok(())
    }

    #[event]
    fn forbid_later(&mut self, cx: &mut Cx<Self>) {
        cx.handle().update(|this, _| this.may = false);
    }

    #[event]
    fn take_away_later(&mut self, cx: &mut Cx<Self>) {
        cx.handle().update(|this, _| this.rows.clear());
    }

    fn render(&self) -> Html {
        html! {
            <output>{format!("removed {:?}", self.removed)}</output>
            for row in &self.rows { <p key={row}><Slip may={self.may} on:remove=remove(*row)/></p> }
            <button on:click=take_away(3)>"take away"</button>
            <button on:click=allow(true)>"allow"</button>
            <button on:click=allow(false)>"forbid"</button>
            <button on:click=wait>"wait"</button>
            <button on:click=forbid_later>"forbid later"</button>
            <button on:click=take_away_later>"take away later"</button>
        }
    }
}

/// A row. Whether it may be removed is for the component around it to say.
#[live_component(name = "slip")]
struct Slip {
    #[prop]
    may: bool,
    #[prop]
    on_remove: Callback,
    notes: u32,
}

#[live_component]
impl Slip {
    #[event]
    fn remove(&mut self, cx: &mut Cx<Self>) {
        self.on_remove.call(cx, ());
    }

    #[event]
    async fn wait(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        cx.state::<Gate>()?.0.acquire().await?.forget();
        Ok(())
    }

    #[event]
    async fn remove_slowly(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        cx.state::<Gate>()?.0.acquire().await?.forget();
        self.on_remove.call(cx, ());
        Ok(())
    }

    #[event]
    fn note(&mut self) {
        self.notes += 1;
    }

    fn render(&self) -> Html {
        html! {
            if self.may { <button on:click=remove>"remove"</button> }
            <button on:click=wait>"wait"</button>
            <button on:click=remove_slowly>"remove slowly"</button>
            <button on:click=note>"note"</button>
            <Stamp on:stamp=note/>
            {self.notes}
        }
    }
}

#[live_component(name = "stamp")]
struct Stamp {
    #[prop]
    on_stamp: Callback,
}

#[live_component]
impl Stamp {
    #[event]
    fn stamp(&mut self, cx: &mut Cx<Self>) {
        self.on_stamp.call(cx, ());
    }

    fn render(&self) -> Html {
        html! { <button on:click=stamp>"stamp"</button> }
    }
}

const DESK: u64 = 0;
const SLIP: u64 = 1;
const STAMP: u64 = 2;

/// The tokens of a desk with the row 3, of that row, and of the stamp in it.
struct Page {
    desk: String,
    slip: String,
    stamp: String,
}

impl Page {
    fn open(process: &Process) -> (Self, Socket) {
        Self::open_with(process, r#"{"rows":[3],"may":true,"removed":[],"slow":false}"#)
    }

    fn open_with(process: &Process, desk: &str) -> (Self, Socket) {
        let desk = process.first_token("desk", desk);
        let mut socket = process.open_numbered(1, 1);
        process.gate.0.add_permits(1);
        let mut heard = socket.join_of("desk", DESK, &desk);
        heard.extend(socket.hear());
        let slip = token_of("slip", &heard);
        let stamp = token_of("stamp", &socket.join_of("slip", SLIP, &slip));
        let page = Self { desk, slip, stamp };
        is_joined(&page.join_stamp(&mut socket), STAMP);
        while let Ok(permit) = process.gate.0.try_acquire() {
            permit.forget();
        }
        (page, socket)
    }

    fn join_desk(&self, socket: &mut Socket) -> Vec<String> {
        socket.join_of("desk", DESK, &self.desk)
    }

    fn join_slip(&self, socket: &mut Socket) -> Vec<String> {
        socket.join_of("slip", SLIP, &self.slip)
    }

    fn join_stamp(&self, socket: &mut Socket) -> Vec<String> {
        socket.join_of("stamp", STAMP, &self.stamp)
    }
}

/// The token of the first component of this name in what was sent.
fn token_of(module: &str, heard: &[String]) -> String {
    let heard = heard.concat();
    let rest = heard.split(&format!("\"@\":[\"{module}\",\"")).nth(1);
    rest.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

#[track_caller]
fn is_joined(heard: &[String], id: u64) {
    assert!(heard.iter().any(|frame| frame.starts_with(&format!("[\"j\",{id}"))), "{id}: {heard:?}");
}

#[track_caller]
fn is_refused(heard: &[String], id: u64) {
    assert!(heard.iter().any(|frame| frame.starts_with(&format!("[\"x\",{id},0,\"not_shown\""))), "{id}: {heard:?}");
}

#[track_caller]
fn is_not_offered(heard: &[String], id: u64) {
    assert!(heard.iter().any(|frame| frame.starts_with(&format!("[\"x\",{id},"))), "{id}: {heard:?}");
    assert!(!heard.concat().contains("removed [3]"), "{heard:?}");
}

/// Lets one slow method go on to its end, and gives what the client hears then.
async fn open_gate(process: &Process, socket: &mut Socket) -> Vec<String> {
    process.gate.0.add_permits(1);
    tokio::task::yield_now().await;
    socket.hear()
}

#[tokio::test]
async fn a_component_calls_while_it_is_shown() {
    let (_, mut socket) = Page::open(&Process::start());
    assert!(socket.event(SLIP, 1, "remove").concat().contains("removed [3]"));
}

#[tokio::test]
async fn a_component_that_was_taken_away_is_not_joined_again() {
    let process = Process::start();
    let (page, mut socket) = Page::open(&process);
    socket.event(DESK, 1, "take_away(3)");
    is_refused(&page.join_slip(&mut socket), SLIP);
    is_not_offered(&socket.event(SLIP, 1, "remove"), SLIP);
    is_refused(&page.join_stamp(&mut socket), STAMP);
    drop(socket);
    let mut socket = process.open_numbered(1, 2);
    page.join_desk(&mut socket);
    is_refused(&page.join_slip(&mut socket), SLIP);
    assert_eq!(process.components(), 1);
}

#[tokio::test]
async fn a_component_is_not_joined_where_the_one_around_it_is_not() {
    let process = Process::start();
    let (page, mut socket) = Page::open(&process);
    for mut other in [process.open_numbered(1, 2), process.open(2)] {
        is_refused(&page.join_slip(&mut other), SLIP);
        is_refused(&page.join_stamp(&mut other), STAMP);
    }
    // They are where they were.
    assert!(socket.event(SLIP, 1, "remove").concat().contains("removed [3]"));
}

#[tokio::test]
async fn a_component_that_left_comes_back_with_the_props_of_now() {
    let (page, mut socket) = Page::open(&Process::start());
    let leave = format!("[\"l\",{SLIP}]");
    // It is forbidden while the row is away.
    socket.say(&leave);
    socket.event(DESK, 1, "allow(false)");
    is_joined(&page.join_slip(&mut socket), SLIP);
    is_not_offered(&socket.event(SLIP, 1, "remove"), SLIP);
    // And before it leaves.
    socket.say(&leave);
    is_joined(&page.join_slip(&mut socket), SLIP);
    is_not_offered(&socket.event(SLIP, 2, "remove"), SLIP);
}

#[tokio::test]
async fn the_render_of_a_busy_component_is_waited_for() {
    let process = Process::start();
    let (page, mut socket) = Page::open(&process);
    socket.event(DESK, 1, "allow(false)");
    socket.say(&format!("[\"l\",{SLIP}]"));
    socket.event(DESK, 2, "wait");
    assert_eq!(page.join_slip(&mut socket), [""; 0]);
    assert_eq!(page.join_stamp(&mut socket), [""; 0], "nor does what is in it");
    let heard = open_gate(&process, &mut socket).await;
    is_joined(&heard, SLIP);
    is_refused(&heard, STAMP); // It was in the one that left.
    is_not_offered(&socket.event(SLIP, 1, "remove"), SLIP);
}

#[tokio::test]
async fn components_wait_for_those_around_them() {
    let process = Process::start();
    let (page, socket) = Page::open_with(&process, r#"{"rows":[3],"may":true,"removed":[],"slow":true}"#);
    drop(socket);
    let mut socket = process.open_numbered(1, 2);
    assert_eq!(page.join_desk(&mut socket), [""; 0]);
    assert_eq!(page.join_slip(&mut socket), [""; 0]);
    assert_eq!(page.join_stamp(&mut socket), [""; 0]);
    let heard = open_gate(&process, &mut socket).await;
    let order: Vec<&str> = heard.iter().filter_map(|frame| frame.get(..6)).collect();
    assert_eq!(order, ["[\"j\",0", "[\"j\",1", "[\"j\",2"], "{heard:?}");
    assert!(socket.event(STAMP, 1, "stamp").concat().contains("[\"p\",1,0,"), "it calls the one around it");
    assert!(socket.event(SLIP, 1, "remove").concat().contains("removed [3]"));
}

#[tokio::test]
async fn a_join_that_waits_for_a_missing_component_is_refused() {
    let process = Process::start();
    let (page, socket) = Page::open_with(&process, r#"{"rows":[3],"may":true,"removed":[],"slow":true}"#);
    drop(socket);
    for (number, ends) in [(2, "[\"l\",0]"), (3, "[\"l\",1]")] {
        let mut socket = process.open_numbered(1, number);
        page.join_desk(&mut socket);
        page.join_slip(&mut socket);
        page.join_stamp(&mut socket);
        let heard = socket.say(ends);
        is_refused(&heard, STAMP);
        assert_eq!(heard.len(), if number == 2 { 2 } else { 1 }, "{heard:?}");
        assert!(socket.connection.kept_bytes().is_some());
    }
}

#[tokio::test]
async fn joins_that_wait_count_as_components() {
    let limits = Limits { components: 3, ..Limits::default() };
    let process = Process::guarded(Terms::default(), Guard { limits, ..Guard::default() });
    let (page, socket) = Page::open_with(&process, r#"{"rows":[3],"may":true,"removed":[],"slow":true}"#);
    drop(socket);
    let mut socket = process.open_numbered(1, 2);
    page.join_desk(&mut socket);
    page.join_slip(&mut socket);
    page.join_stamp(&mut socket);
    assert!(socket.join(7, &process.token(8)).concat().contains("too_many"));
    assert!(page.join_slip(&mut socket).concat().contains("duplicate_id"));
}

#[tokio::test]
async fn a_server_that_stops_keeps_nobody_waiting() {
    let process = Process::start();
    let (page, socket) = Page::open_with(&process, r#"{"rows":[3],"may":true,"removed":[],"slow":true}"#);
    drop(socket);
    let mut socket = process.open_numbered(1, 2);
    page.join_desk(&mut socket);
    page.join_slip(&mut socket);
    socket.connection.stop(socket.now);
    assert!(socket.hear().concat().contains("[\"x\",1,0,\"stopping\""));
}

#[tokio::test]
async fn components_come_over_together_with_those_around_them() {
    let process = Process::start();
    let (page, mut stale) = Page::open(&process);
    stale.event(SLIP, 1, "note");
    stale.event(DESK, 1, "wait");
    let mut socket = process.open_numbered(1, 2);
    assert_eq!(page.join_desk(&mut socket), [""; 0]);
    assert_eq!(page.join_slip(&mut socket), [""; 0]);
    assert_eq!(page.join_stamp(&mut socket), [""; 0]);
    stale.hear();
    assert_eq!(socket.hear(), [""; 0], "a handler is still under way");
    let heard = open_gate(&process, &mut socket).await;
    for id in [DESK, SLIP, STAMP] {
        is_joined(&heard, id);
    }
    assert!(heard.concat().contains(",1]}]"), "with what it was: {heard:?}");
}

#[tokio::test]
async fn two_do_not_stand_in_one_place() {
    let process = Process::start();
    let (page, mut socket) = Page::open(&process);
    // A whole render gives the row a token of its own each time.
    let other = token_of("slip", &{
        let mut other = process.open(2);
        page.join_desk(&mut other)
    });
    is_joined(&socket.join_of("slip", 7, &other), 7);
    socket.event(DESK, 1, "allow(false)");
    is_not_offered(&socket.event(SLIP, 1, "remove"), SLIP);
    is_not_offered(&socket.event(7, 1, "remove"), 7);
}

#[tokio::test]
async fn an_event_that_waited_is_held_against_the_props_that_came_before_it() {
    let process = Process::start();
    let (_, mut socket) = Page::open(&process);
    socket.event(SLIP, 1, "wait");
    socket.event(DESK, 1, "allow(false)");
    socket.event(SLIP, 2, "remove");
    is_not_offered(&open_gate(&process, &mut socket).await, SLIP);
}

#[tokio::test]
async fn an_event_is_held_against_props_that_the_page_was_not_shown_yet() {
    let (_, mut socket) = Page::open(&Process::start());
    socket.connection.receive(&"[\"e\",0,1,\"allow(false)\",\"click\"]".into(), socket.now);
    is_not_offered(&socket.event(SLIP, 1, "remove"), SLIP);
}

#[tokio::test]
async fn a_client_that_reads_nothing_keeps_no_right_by_that() {
    for (handler, answer) in [("forbid_later", "unknown_handler"), ("take_away_later", "unknown_id")] {
        let (_, mut socket) = Page::open(&Process::start());
        socket.connection.receive(&format!("[\"e\",{DESK},1,\"{handler}\",\"click\"]").as_str().into(), socket.now);
        socket.connection.work(&mut Context::from_waker(Waker::noop()), false, socket.now);
        let heard = socket.event(SLIP, 1, "remove");
        is_not_offered(&heard, SLIP);
        assert!(heard.concat().contains(answer), "{heard:?}");
    }
}

#[tokio::test]
async fn a_call_is_held_against_what_shows_its_component_now() {
    let process = Process::start();
    let (_, mut socket) = Page::open(&process);
    socket.event(SLIP, 1, "remove_slowly");
    socket.connection.receive(&format!("[\"e\",{DESK},1,\"take_away_later\",\"click\"]").as_str().into(), socket.now);
    process.gate.0.add_permits(1);
    tokio::task::yield_now().await;
    socket.connection.work(&mut Context::from_waker(Waker::noop()), false, socket.now);
    assert!(!socket.hear().concat().contains("removed [3]"));
}
