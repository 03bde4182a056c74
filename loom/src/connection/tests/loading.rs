//! The values that `connected` loads are there before the join is answered.

use super::rig::{Gate, Process, Socket};
use crate::prelude::*;

/// Loads what its token does not hold.
#[live_component(name = "loading")]
pub(super) struct Loading {
    clicks: u64,
    slow: bool,
    failing: u64,
    #[state(skip)]
    rows: Vec<u64>,
}

#[live_component]
impl Loading {
    async fn connected(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        if self.slow {
            cx.state::<Gate>()?.0.acquire().await?.forget();
        }
        match self.failing {
            1 => return Err(loom::Error::msg("on purpose")),
            2 => panic!("on purpose"),
            _ => {}
        }
        self.rows = vec![1, 2, 3];
        Ok(())
    }

    #[event]
    fn click(&mut self) {
        self.clicks += 1;
    }

    #[event]
    fn panic(&mut self) {
        panic!("on purpose");
    }

    fn render(&self) -> Html {
        html! {
            <p>{format!("{:?}", self.rows)}</p>
            <button on:click=click>{format!("={}", self.clicks)}</button>
            <button on:click=panic>"panic"</button>
        }
    }
}

fn token(process: &Process, slow: bool, failing: u64) -> String {
    process.first_token("loading", &format!(r#"{{"clicks":0,"slow":{slow},"failing":{failing}}}"#))
}

fn join(socket: &mut Socket, token: &str) -> Vec<String> {
    let mut heard = socket.join_of("loading", 0, token);
    heard.extend(socket.hear());
    heard
}

#[tokio::test]
async fn the_first_that_a_client_is_told_of_a_join_is_what_connected_loaded() {
    let process = Process::start();
    let first = token(&process, false, 0);
    let mut socket = process.open(1);
    let heard = join(&mut socket, &first);
    assert!(heard.len() == 1 && heard.concat().contains("[1, 2, 3]"), "{heard:?}");
    socket.event(0, 1, "click");
    let newest = socket.newest_token();
    // Taken over from a socket that seems alive, from where it is parked, and from a token in another process.
    let mut next = process.open(1);
    next.join_of("loading", 0, &first);
    socket.hear();
    let heard = next.hear();
    assert!(heard.len() == 1 && heard.concat().contains("[1, 2, 3]"), "{heard:?}");
    drop(next);
    let heard = join(&mut process.open(1), &first);
    assert!(heard.len() == 1 && heard.concat().contains("[1, 2, 3]"), "{heard:?}");
    let heard = join(&mut Process::start().open(1), &newest);
    assert!(heard.len() == 1 && heard.concat().contains("[1, 2, 3]"), "{heard:?}");
}

#[tokio::test]
async fn events_wait_in_order_until_a_slow_connected_is_done() {
    let process = Process::start();
    let mut socket = process.open(1);
    assert_eq!(join(&mut socket, &token(&process, true, 0)), [""; 0]);
    assert_eq!(socket.event(0, 1, "click"), [""; 0]);
    assert_eq!(socket.event(0, 2, "click"), [""; 0]);
    process.gate.0.add_permits(1);
    let heard = socket.hear();
    assert!(heard.len() == 3, "{heard:?}");
    assert!(
        heard.first().is_some_and(|frame| frame.starts_with("[\"j\",0,") && frame.contains("[1, 2, 3]")),
        "{heard:?}"
    );
    assert!(heard.get(1).is_some_and(|frame| frame.starts_with("[\"p\",0,1,") && frame.contains("=1")), "{heard:?}");
    assert!(heard.get(2).is_some_and(|frame| frame.starts_with("[\"p\",0,2,") && frame.contains("=2")), "{heard:?}");
}

#[tokio::test]
async fn a_connected_that_fails_or_panics_still_answers_the_join() {
    for (failing, code) in [(1, "event_failed"), (2, "panicked")] {
        let process = Process::start();
        let mut socket = process.open(1);
        let heard = join(&mut socket, &token(&process, false, failing));
        assert!(heard.first().is_some_and(|frame| frame.starts_with("[\"j\",0,")), "{heard:?}");
        assert!(heard.get(1).is_some_and(|frame| frame.starts_with(&format!("[\"x\",0,0,\"{code}\""))), "{heard:?}");
        assert!(socket.event(0, 1, "click").concat().contains("=1"));
    }
}

#[tokio::test]
async fn a_connected_that_never_ends_still_answers_the_join() {
    tokio::time::pause();
    let process = Process::start();
    let mut socket = process.open(1);
    assert_eq!(join(&mut socket, &token(&process, true, 0)), [""; 0]);
    tokio::time::advance(process.shared.guard.limits.handler_time * 2).await;
    let heard = socket.hear();
    assert!(heard.first().is_some_and(|frame| frame.starts_with("[\"j\",0,")), "{heard:?}");
    assert!(heard.concat().contains("timeout"), "{heard:?}");
}

#[tokio::test]
async fn the_page_stays_as_it_is_while_connected_runs_again_after_a_panic() {
    let process = Process::start();
    let mut socket = process.open(1);
    join(&mut socket, &token(&process, false, 0));
    let heard = socket.event(0, 1, "panic");
    assert!(heard.concat().contains("panicked"), "{heard:?}");
    assert!(!heard.concat().contains("[]"), "no render without rows: {heard:?}");
    assert!(socket.event(0, 2, "click").concat().contains("=1"));
}
