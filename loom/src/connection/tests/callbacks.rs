//! Calls of nested components reach the component around them, wherever that is when they are made.

use super::rig::{Gate, Process, Socket};
use crate::prelude::*;

/// Counts what its child tells it.
#[live_component(name = "till")]
pub(super) struct Till {
    sum: u64,
    open: bool,
}

#[live_component]
impl Till {
    #[event]
    fn paid(&mut self, Detail(amount): Detail<u64>) {
        self.sum += amount;
    }

    #[event]
    async fn slow(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        cx.state::<Gate>()?.0.acquire().await?.forget();
        Ok(())
    }

    #[event]
    fn close(&mut self) {
        self.open = false;
    }

    fn render(&self) -> Html {
        html! {
            <output>{format!("={}", self.sum)}</output>
            <button on:click=slow>"slow"</button>
            <button on:click=close>"close"</button>
            if self.open { <Purse on:pay=paid/> }
        }
    }
}

#[live_component(name = "purse")]
pub(super) struct Purse {
    #[prop]
    on_pay: Callback<u64>,
    paid: u64,
}

#[live_component]
impl Purse {
    #[event]
    fn pay(&mut self, cx: &mut Cx<Self>) {
        self.paid += 1;
        self.on_pay.call(cx, 1);
    }

    #[event]
    async fn pay_slowly(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        cx.state::<Gate>()?.0.acquire().await?.forget();
        self.paid += 1;
        self.on_pay.call(cx, 1);
        Ok(())
    }

    fn render(&self) -> Html {
        html! {
            <i>{format!("={}", self.paid)}</i>
            <button on:click=pay>"pay"</button>
            <button on:click=pay_slowly>"slowly"</button>
        }
    }
}

/// A page with a till under id 0 and its purse under id 1.
struct Page {
    till: String,
    purse: String,
}

impl Page {
    fn open(process: &Process) -> (Self, Socket) {
        let till = process.first_token("till", r#"{"sum":0,"open":true}"#);
        let mut socket = process.open(1);
        let heard = socket.join_of("till", 0, &till).concat();
        let purse = heard.split("\"@\":[\"purse\",\"").nth(1).and_then(|rest| rest.split('"').next());
        let page = Self { purse: purse.unwrap_or_default().to_owned(), till };
        shows(&page.join_purse(&mut socket), 1, 0);
        (page, socket)
    }

    fn join_till(&self, socket: &mut Socket) -> Vec<String> {
        socket.join_of("till", 0, &self.till)
    }

    fn join_purse(&self, socket: &mut Socket) -> Vec<String> {
        socket.join_of("purse", 1, &self.purse)
    }
}

/// Whether the component of this id is shown with this number.
#[track_caller]
fn shows(heard: &[String], id: u64, number: u64) {
    let (joined, patch) = (format!("[\"j\",{id},"), format!("[\"p\",{id},"));
    let mut shown = heard.iter().filter(|frame| frame.starts_with(&joined) || frame.starts_with(&patch));
    assert!(shown.any(|frame| frame.contains(&format!("\"={number}\""))), "{id}: {number}: {heard:?}");
}

/// Lets one slow handler go on to its end.
async fn open_gate(process: &Process) {
    process.gate.0.add_permits(1);
    tokio::task::yield_now().await;
}

#[tokio::test]
async fn a_call_that_was_made_when_nobody_was_there_waits() {
    let process = Process::start();
    let (page, mut socket) = Page::open(&process);
    socket.event(1, 1, "pay_slowly");
    drop(socket);
    let (_, before) = process.shared.locations.parked(process.now);
    open_gate(&process).await;
    let (count, after) = process.shared.locations.parked(process.now);
    assert_eq!(count, 2);
    assert!(after > before, "waiting calls are counted");

    let mut socket = process.open(1);
    shows(&page.join_till(&mut socket), 0, 1);
    shows(&page.join_purse(&mut socket), 1, 1);
    assert_eq!(socket.event(1, 1, "pay_slowly"), [r#"["p",1,1]"#]);
    assert_eq!(process.shared.locations.parked(process.now), (0, 0));
    drop(socket);
    shows(&page.join_till(&mut process.open(1)), 0, 1);
}

#[tokio::test]
async fn a_call_finds_a_component_that_went_ahead() {
    let process = Process::start();
    let (page, mut stale) = Page::open(&process);
    stale.event(1, 1, "pay_slowly");
    let mut socket = process.open(1);
    page.join_till(&mut socket);
    stale.hear();
    shows(&socket.hear(), 0, 0);
    open_gate(&process).await;
    shows(&socket.hear(), 0, 1);
    shows(&page.join_purse(&mut socket), 1, 1);
}

#[tokio::test]
async fn a_call_that_waited_for_a_busy_component_goes_with_it() {
    let process = Process::start();
    let (page, mut socket) = Page::open(&process);
    socket.event(0, 1, "slow");
    shows(&socket.event(1, 2, "pay"), 1, 1);
    drop(socket);
    open_gate(&process).await;
    shows(&page.join_till(&mut process.open(1)), 0, 1);
}

#[tokio::test]
async fn a_call_waits_for_a_component_that_is_still_leaving() {
    let process = Process::start();
    let (page, mut socket) = Page::open(&process);
    // The gate lets them through in turn.
    socket.event(1, 1, "pay_slowly");
    socket.event(0, 2, "slow");
    drop(socket);
    open_gate(&process).await;
    let mut socket = process.open(1);
    assert_eq!(page.join_till(&mut socket), [""; 0], "it is busy");
    open_gate(&process).await;
    shows(&socket.hear(), 0, 1);
}

#[tokio::test]
async fn a_call_is_not_lost_with_the_connection_that_it_was_left_for() {
    let process = Process::start();
    let (page, mut stale) = Page::open(&process);
    stale.event(1, 1, "pay_slowly");
    let mut socket = process.open(1);
    page.join_till(&mut socket);
    stale.hear();
    socket.hear();
    drop(stale);
    open_gate(&process).await;
    drop(socket);
    shows(&page.join_till(&mut process.open(1)), 0, 1);
}

#[tokio::test]
async fn a_component_that_was_taken_off_the_page_calls_nobody() {
    let process = Process::start();
    let (page, mut socket) = Page::open(&process);
    socket.event(1, 1, "pay_slowly");
    socket.event(0, 2, "close");
    open_gate(&process).await;
    assert_eq!(socket.hear(), [""; 0]);
    drop(socket);
    shows(&page.join_till(&mut process.open(1)), 0, 0);
}

#[tokio::test]
async fn a_call_that_waited_is_dropped_where_its_component_is_not_shown_any_more() {
    let process = Process::start();
    let (page, mut socket) = Page::open(&process);
    socket.event(1, 1, "pay_slowly");
    socket.event(0, 2, "close");
    drop(socket);
    open_gate(&process).await;
    shows(&page.join_till(&mut process.open(1)), 0, 0);
}
