//! A component that cannot be shown goes back to where it could be, whatever brought it there.

use std::task::{Context, Waker};

use super::rig::{Gate, Process, Socket};
use crate::prelude::*;

/// Shows numbers up to 9. From 10 on its render fails, from 20 on it panics.
#[live_component(name = "brittle")]
pub(super) struct Brittle {
    #[prop(default)]
    more: u64,
    #[prop(default)]
    on_done: Callback,
    number: u64,
    connecting: u64,
}

#[live_component]
impl Brittle {
    fn connected(&mut self) {
        self.number += self.connecting;
    }

    #[event]
    fn add(&mut self, by: u64, cx: &mut Cx<Self>) {
        self.number += by;
        cx.flash(Level::Info, "done");
        cx.title("done");
        self.on_done.call(cx, ());
    }

    #[event]
    fn add_or_fail(&mut self, by: u64, cx: &mut Cx<Self>) -> loom::Result<Redirect> {
        self.number += by;
        cx.flash(Level::Info, "done");
        Ok(Redirect::to("/thanks"))
    }

    #[event]
    async fn add_slowly(&mut self, by: u64, cx: &mut Cx<Self>) -> loom::Result<()> {
        cx.state::<Gate>()?.0.acquire().await?.forget();
        self.number += by;
        cx.flash(Level::Info, "done");
        Ok(())
    }

    #[event]
    fn add_later(&mut self, by: u64, cx: &mut Cx<Self>) {
        cx.handle().update(move |this, _| this.number += by);
    }

    #[event]
    fn panic(&mut self) {
        panic!("on purpose");
    }

    fn render(&self) -> Html {
        let number = self.number + self.more;
        assert!(number < 20, "too large to render");
        let shown = if number < 10 { Ok(number) } else { Err("too large") };
        html! {
            <output>{format!("={}", number.min(9))}</output> {shown}
            for by in [1_u64, 10, 20] {
                <button key={by} on:click=add(by)>"a"</button>
                <button on:click=add_or_fail(by)>"b"</button>
                <button on:click=add_slowly(by)>"c"</button>
                <button on:click=add_later(by)>"d"</button>
            }
            <button on:click=panic>"e"</button>
        }
    }
}

/// Gives a brittle one more and more.
#[live_component(name = "giver")]
pub(super) struct Giver {
    given: u64,
    heard: u64,
}

#[live_component]
impl Giver {
    #[event]
    fn give(&mut self, by: u64) {
        self.given += by;
    }

    #[event]
    fn take(&mut self) {
        self.given = 2;
    }

    #[event]
    fn hear(&mut self) {
        self.heard += 1;
    }

    fn render(&self) -> Html {
        html! {
            <output>{format!("heard {}", self.heard)}</output>
            <button on:click=give(1)>"a"</button>
            <button on:click=give(20)>"b"</button>
            <button on:click=take>"c"</button>
            <Brittle more={self.given} on:done=hear/>
        }
    }
}

fn brittle(process: &Process, number: u64, connecting: u64) -> String {
    let json = format!(r#"{{"more":0,"on_done":"","number":{number},"connecting":{connecting}}}"#);
    process.first_token("brittle", &json)
}

/// Whether one of the frames shows this number.
fn shows(heard: &[String], number: u64) -> bool {
    heard.iter().any(|frame| frame.contains(&format!("\"={number}\"")))
}

fn is_refused(heard: &[String], number: u64) -> bool {
    heard.iter().any(|frame| frame.starts_with(&format!("[\"x\",0,{number},\"render_failed\"")))
}

#[track_caller]
fn goes_on(socket: &mut Socket, number: u64, shown: u64) {
    let heard = socket.event(0, number, "add(1)");
    assert!(shows(&heard, shown), "{shown}: {heard:?}");
    assert!(heard.concat().contains("\"done\""), "{heard:?}");
}

#[tokio::test]
async fn an_event_whose_render_fails_or_panics_is_undone_with_all_that_it_asked_for() {
    for handler in ["add(10)", "add(20)", "add_or_fail(10)", "add_or_fail(20)", "add_slowly(10)", "add_slowly(20)"] {
        let process = Process::start();
        let mut socket = process.open(1);
        assert!(shows(&socket.join_of("brittle", 0, &brittle(&process, 3, 0)), 3));
        process.gate.0.add_permits(1);
        let mut heard = socket.event(0, 1, handler);
        heard.extend(socket.hear());
        assert!(is_refused(&heard, 1), "{handler}: {heard:?}");
        assert!(!heard.concat().contains("done") && !heard.concat().contains("thanks"), "{handler}: {heard:?}");
        goes_on(&mut socket, 2, 4);
        // It was handled, and is answered in the same way again.
        assert!(is_refused(&socket.event(0, 1, handler), 1));
        // And so it is elsewhere, where only the token knows.
        let (token, elsewhere) = (socket.newest_token(), Process::start());
        let mut socket = elsewhere.open(1);
        assert!(shows(&socket.join_of("brittle", 0, &token), 4), "{handler}");
        goes_on(&mut socket, 3, 5);
    }
}

#[tokio::test]
async fn changes_of_earlier_events_stay_where_the_handler_may_fail() {
    let process = Process::start();
    let mut socket = process.open(1);
    socket.join_of("brittle", 0, &brittle(&process, 3, 0));
    goes_on(&mut socket, 1, 4);
    let heard = socket.event(0, 2, "add_or_fail(20)");
    assert_eq!(heard.len(), 1, "nothing else changes: {heard:?}");
    goes_on(&mut socket, 3, 5);
}

#[tokio::test]
async fn a_push_whose_render_fails_is_undone() {
    for handler in ["add_later(10)", "add_later(20)"] {
        let process = Process::start();
        let mut socket = process.open(1);
        socket.join_of("brittle", 0, &brittle(&process, 3, 0));
        let heard = socket.event(0, 1, handler);
        assert!(is_refused(&heard, 0), "{handler}: {heard:?}");
        goes_on(&mut socket, 2, 4);
        // Pushes that nobody has rendered yet are kept by no panic.
        socket.connection.receive(&format!("[\"e\",0,3,\"{handler}\",\"click\"]").as_str().into(), socket.now);
        for _ in 0..3 {
            socket.connection.work(&mut Context::from_waker(Waker::noop()), false, socket.now);
        }
        let heard = socket.event(0, 4, "panic");
        assert!(heard.concat().contains("panicked"), "{heard:?}");
        goes_on(&mut socket, 5, 4);
    }
}

#[tokio::test]
async fn a_state_that_cannot_be_shown_waits_for_nobody() {
    for handler in ["add_slowly(10)", "add_slowly(20)"] {
        let process = Process::start();
        let mut socket = process.open(1);
        let token = brittle(&process, 3, 0);
        socket.join_of("brittle", 0, &token);
        goes_on(&mut socket, 1, 4);
        socket.event(0, 2, handler);
        drop(socket);
        process.gate.0.add_permits(1);
        tokio::task::yield_now().await;
        let mut socket = process.open(1);
        assert!(shows(&socket.join_of("brittle", 0, &token), 4), "{handler}");
        let heard = socket.event(0, 2, handler).concat();
        assert!(heard.starts_with("[\"x\",0,2,\"event_failed\"") && !heard.contains("done"), "{handler}: {heard}");
        goes_on(&mut socket, 3, 5);
    }
}

#[tokio::test]
async fn a_connected_that_makes_what_cannot_be_shown_is_undone_and_the_join_answered() {
    for by in [10, 20] {
        let process = Process::start();
        let mut socket = process.open(1);
        let heard = socket.join_of("brittle", 0, &brittle(&process, 3, by));
        assert!(heard.first().is_some_and(|frame| frame.starts_with("[\"j\",0,")), "{heard:?}");
        assert!(shows(&heard, 3) && is_refused(&heard, 0), "{heard:?}");
        goes_on(&mut socket, 1, 4);
    }
}

#[tokio::test]
async fn a_component_that_cannot_join_is_refused_alone_and_not_forgotten() {
    let process = Process::start();
    let mut socket = process.open(1);
    for number in [10, 20] {
        let heard = socket.join_of("brittle", 0, &brittle(&process, number, 0));
        assert_eq!(heard.len(), 1, "{heard:?}");
        assert!(is_refused(&heard, 0), "{heard:?}");
        assert!(socket.join(1, &process.token(8)).concat().starts_with("[\"j\",1,"));
        assert_eq!(process.components(), 1);
        socket.say("[\"l\",1]");
    }
}

#[tokio::test]
async fn a_child_that_cannot_be_shown_with_its_props_is_not_shown_with_older_ones() {
    let process = Process::start();
    let mut socket = process.open(1);
    let heard = socket.join_of("giver", 1, &process.first_token("giver", r#"{"given":0,"heard":0}"#)).concat();
    let child = heard.split("\"@\":[\"brittle\",\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    assert!(shows(&socket.join_of("brittle", 0, child), 0));
    assert!(shows(&socket.event(1, 1, "give(1)"), 1));
    let heard = socket.event(1, 2, "give(20)");
    assert!(heard.contains(&r#"["p",1,2]"#.to_owned()), "the parent is answered: {heard:?}");
    assert!(heard.concat().contains("[\"x\",0,0,\"unknown_id\""), "it is to be joined again: {heard:?}");
    assert!(is_refused(&socket.join_of("brittle", 0, child), 0), "which says why it cannot be");
    assert!(socket.event(0, 1, "add(1)").concat().contains("unknown_id"));
    assert_eq!(socket.event(1, 3, "take"), [r#"["p",1,3]"#]);
    assert!(shows(&socket.join_of("brittle", 0, child), 2));
    let heard = socket.event(0, 1, "add(1)");
    assert!(shows(&heard, 3) && heard.concat().contains("heard 1"), "{heard:?}");
    let heard = socket.event(0, 2, "add(20)");
    assert!(is_refused(&heard, 2) && !heard.concat().contains("heard 2"), "its callback is not called: {heard:?}");
}
