//! A component goes from one connection to the next: nothing is lost, nothing counts twice, nobody writes any more who was left.

use std::time::Duration;

use super::rig::{Process, Socket};
use crate::protocol::message::{Code, Id};

/// Whether a ledger that was shown has handled exactly these events.
#[track_caller]
fn shows(heard: &[String], events: &str) {
    assert!(heard.iter().any(|frame| frame.contains(&format!("\"[{events}]\""))), "{events}: {heard:?}");
}

/// A socket of page 1 with a ledger under id 0, which has handled events 1 and 2.
fn joined(process: &Process) -> (Socket, String) {
    let mut socket = process.open(1);
    let token = process.token(7);
    shows(&socket.join(0, &token), "");
    socket.event(0, 1, "add");
    shows(&socket.event(0, 2, "add"), "1, 2");
    (socket, token)
}

#[test]
fn a_dropped_connection_leaves_its_state() {
    let process = Process::start();
    let (first, token) = joined(&process);
    drop(first);
    assert_eq!(process.components(), 0);
    assert_eq!(process.shared.locations.parked(process.now).0, 1);
    let mut second = process.open(1);
    shows(&second.join(5, &token), "1, 2");
    assert_eq!(second.event(5, 2, "add"), [r#"["p",5,2]"#], "it was handled before");
    shows(&second.event(5, 3, "add"), "1, 2, 3");
    assert_eq!(process.shared.locations.parked(process.now), (0, 0));
}

#[test]
fn a_connection_that_seems_alive_gives_its_component_up() {
    let process = Process::start();
    let (mut stale, token) = joined(&process);
    let mut socket = process.open(1);
    assert_eq!(socket.join(0, &token), [""; 0], "the other connection has not given it up yet");
    let told = stale.event(0, 3, "add");
    assert!(
        told.iter().any(|frame| frame.starts_with(r#"["p",0,3"#)),
        "an event that came before the notice counts: {told:?}"
    );
    assert!(told.iter().any(|frame| frame.starts_with(r#"["x",0,0,"moved""#)), "{told:?}");
    shows(&socket.hear(), "1, 2, 3");
    assert_eq!(process.components(), 1);

    // It can no longer write, and its end ends nothing.
    let refused = stale.event(0, 4, "add");
    assert!(refused.iter().all(|frame| frame.starts_with(r#"["x",0,4,"moved""#)), "{refused:?}");
    drop(stale);
    shows(&socket.event(0, 4, "add"), "1, 2, 3, 4");
}

#[tokio::test]
async fn a_component_that_is_busy_is_waited_for_and_nothing_else_is() {
    let process = Process::start();
    let (mut stale, token) = joined(&process);
    assert_eq!(stale.event(0, 3, "slow"), [""; 0]);
    let mut socket = process.open(1);
    assert_eq!(socket.join(0, &token), [""; 0]);
    stale.hear();
    shows(&socket.join(1, &process.token(8)), "");
    shows(&socket.event(1, 1, "add"), "1");
    assert!(
        socket.join(0, &token).iter().any(|frame| frame.contains("duplicate_id")),
        "the id is taken while it waits"
    );

    process.gate.0.add_permits(1);
    tokio::task::yield_now().await;
    shows(&socket.hear(), "1, 2, 3");
    assert_eq!(socket.event(0, 3, "slow"), [r#"["p",0,3]"#]);
}

#[tokio::test]
async fn the_last_join_gets_it() {
    let process = Process::start();
    let (mut stale, token) = joined(&process);
    stale.event(0, 3, "slow");
    let (mut second, mut third) = (process.open(1), process.open(1));
    second.join(0, &token);
    stale.hear();
    third.join(0, &token);
    let told = second.hear();
    assert!(told.iter().any(|frame| frame.contains("moved")), "{told:?}");
    process.gate.0.add_permits(1);
    tokio::task::yield_now().await;
    shows(&third.hear(), "1, 2, 3");
    assert_eq!(second.hear(), [""; 0]);
    assert_eq!(process.components(), 1);
}

#[tokio::test]
async fn a_component_that_nobody_waits_for_any_more_is_parked() {
    let process = Process::start();
    let (mut stale, token) = joined(&process);
    stale.event(0, 3, "slow");
    let mut second = process.open(1);
    second.join(0, &token);
    drop(second);
    drop(stale);
    process.gate.0.add_permits(1);
    tokio::task::yield_now().await;
    assert_eq!(process.components(), 0);
    shows(&process.open(1).join(0, &token), "1, 2, 3");

    // The same where it had arrived already.
    let (mut second, mut third) = (process.open(1), process.open(1));
    second.join(0, &token);
    third.join(0, &token);
    second.hear();
    drop(third);
    assert_eq!(process.shared.locations.parked(process.now).0, 1);
}

#[test]
fn a_join_that_comes_late_from_a_dying_socket_takes_nothing_back() {
    let process = Process::start();
    let token = process.token(7);
    let (mut dying, mut socket) = (process.open_numbered(1, 1), process.open_numbered(1, 2));
    shows(&socket.join(0, &token), "");
    shows(&socket.event(0, 1, "add"), "1");
    let told = dying.join(0, &token);
    assert!(told.iter().all(|frame| frame.starts_with(r#"["x",0,0,"moved""#)) && told.len() == 1, "{told:?}");
    shows(&socket.event(0, 2, "add"), "1, 2");

    // Nor what waits for the page's next socket.
    drop(socket);
    assert_eq!(dying.join(0, &token), told);
    shows(&process.open_numbered(1, 3).join(0, &token), "1, 2");
}

#[test]
fn joins_that_come_too_late_leave_no_more_behind_than_there_may_be_components() {
    let mut process = Process::start();
    let token = process.token(7);
    let (mut dying, mut socket) = (process.open_numbered(1, 1), process.open_numbered(1, 2));
    shows(&socket.join(0, &token), "");
    let most = process.shared.guard.limits.components as u64;
    for id in 0..2 * most {
        process.now += Duration::from_millis(10);
        dying.now = process.now;
        assert!(dying.join(id, &token).concat().contains("moved"));
    }
    let moved = |id| dying.connection.absent(&Id::Number(id)).0 == Code::Moved;
    assert_eq!((0..2 * most).filter(|id| moved(*id)).count() as u64, most);
}

#[tokio::test]
async fn nor_does_it_wait_for_what_is_busy() {
    let process = Process::start();
    let token = process.token(7);
    let (mut dying, mut first, mut second) =
        (process.open_numbered(1, 1), process.open_numbered(1, 2), process.open_numbered(1, 3));
    first.join(0, &token);
    first.event(0, 1, "slow");
    assert_eq!(second.join(0, &token), [""; 0]);
    first.hear();
    assert!(dying.join(0, &token).concat().contains("moved"));
    process.gate.0.add_permits(1);
    tokio::task::yield_now().await;
    shows(&second.hear(), "1");
}

#[test]
fn a_page_that_was_opened_twice_has_its_components_twice() {
    let process = Process::start();
    let (mut first, token) = joined(&process);
    let mut other = process.open(2);
    shows(&other.join(0, &token), "");
    shows(&other.event(0, 1, "add"), "1");
    shows(&first.event(0, 3, "add"), "1, 2, 3");
    drop(first);
    drop(other);
    shows(&process.open(1).join(0, &token), "1, 2, 3");
    shows(&process.open(2).join(0, &token), "1");
}

#[test]
fn an_old_token_does_not_bring_back_an_old_state() {
    let process = Process::start();
    let (mut socket, first) = joined(&process);
    let newer = socket.newest_token();
    shows(&socket.event(0, 3, "add"), "1, 2, 3");
    drop(socket);
    for token in [first, newer] {
        shows(&process.open(1).join(0, &token), "1, 2, 3");
    }
}

#[test]
fn a_state_left_behind_in_another_process_gives_way() {
    let (home, away) = (Process::start(), Process::start());
    let (mut socket, _) = joined(&home);
    let token = socket.newest_token();
    socket.event(0, 3, "add");
    socket.event(0, 4, "add");
    drop(socket);

    // The client heard none of that, and goes on elsewhere.
    let mut socket = away.open(1);
    shows(&socket.join(0, &token), "1, 2");
    shows(&socket.event(0, 3, "go"), "1, 2, 3");
    let token = socket.newest_token();
    let mut socket = home.open(1);
    shows(&socket.join(0, &token), "1, 2, 3");
    assert_eq!(socket.event(0, 3, "go"), [r#"["p",0,3]"#], "the token knows of it");
    shows(&socket.event(0, 4, "add"), "1, 2, 3, 4");
}

#[test]
fn an_answer_that_was_lost_is_given_again() {
    let process = Process::start();
    let (mut socket, token) = joined(&process);
    socket.event(0, 3, "fail");
    socket.event(0, 4, "go");
    socket.event(0, 5, "no_such_event");
    drop(socket);
    let mut socket = process.open(1);
    shows(&socket.join(0, &token), "1, 2, 4");
    let again = socket.event(0, 3, "fail");
    assert!(again.iter().all(|frame| frame.starts_with(r#"["x",0,3,"event_failed""#)) && again.len() == 1, "{again:?}");
    assert_eq!(socket.event(0, 4, "go"), [r#"["r","/thanks"]"#, r#"["p",0,4]"#]);
    let again = socket.event(0, 5, "no_such_event");
    assert!(
        again.iter().all(|frame| frame.starts_with(r#"["x",0,5,"unknown_handler""#)) && again.len() == 1,
        "{again:?}"
    );
}

#[tokio::test]
async fn so_is_that_of_an_event_that_failed_when_nobody_was_there() {
    let process = Process::start();
    let (mut socket, token) = joined(&process);
    socket.event(0, 3, "fail_slowly");
    drop(socket);
    process.gate.0.add_permits(1);
    tokio::task::yield_now().await;
    let mut socket = process.open(1);
    shows(&socket.join(0, &token), "1, 2");
    let again = socket.event(0, 3, "fail_slowly");
    assert!(again.iter().all(|frame| frame.starts_with(r#"["x",0,3,"event_failed""#)) && again.len() == 1, "{again:?}");
}

#[tokio::test]
async fn an_event_that_was_sent_twice_and_waited_twice_counts_once() {
    let process = Process::start();
    let (mut socket, _) = joined(&process);
    socket.event(0, 3, "slow");
    for number in [3, 4, 4, 5] {
        assert_eq!(socket.event(0, number, "add"), [""; 0]);
    }
    process.gate.0.add_permits(1);
    let heard = socket.hear();
    shows(&heard, "1, 2, 3, 4, 5");
    assert_eq!(heard.iter().filter(|frame| frame.starts_with("[\"p\",0,3")).count(), 1, "{heard:?}");
}

#[test]
fn one_component_is_not_twice_on_a_connection() {
    let process = Process::start();
    let (mut socket, token) = joined(&process);
    let heard = socket.join(1, &token);
    assert!(heard.iter().any(|frame| frame.starts_with(r#"["x",0,0,"moved""#)), "{heard:?}");
    shows(&heard, "1, 2");
    assert_eq!(process.components(), 1);
}

#[test]
fn a_client_that_leaves_leaves_nothing() {
    let process = Process::start();
    let (mut socket, token) = joined(&process);
    socket.say(r#"["l",0]"#);
    drop(socket);
    assert_eq!(process.shared.locations.parked(process.now), (0, 0));
    shows(&process.open(1).join(0, &token), "");
}

#[test]
fn a_stale_socket_that_leaves_takes_nothing_along() {
    let process = Process::start();
    let (mut stale, token) = joined(&process);
    let mut socket = process.open(1);
    socket.join(0, &token);
    stale.say(r#"["l",0]"#);
    shows(&socket.hear(), "1, 2");
}

#[test]
fn an_event_has_the_same_key_wherever_it_is_handled_and_no_other_has_it() {
    let (process, after) = (Process::start(), Process::start());
    let (mut socket, token) = joined(&process);
    let key = socket.event(0, 3, "key").swap_remove(0);
    assert_eq!(key, r#"["f","info","7-1-3"]"#);
    // The process ended before it could answer: the event comes again.
    let mut again = after.open(1);
    again.join(0, &token);
    assert_eq!(again.event(0, 3, "key").swap_remove(0), key);
    assert_ne!(again.event(0, 4, "key").swap_remove(0), key);
    let mut other = process.open(2);
    other.join(0, &token);
    assert_ne!(other.event(0, 3, "key").swap_remove(0), key);
}

#[test]
fn a_token_says_what_was_answered_and_not_heard() {
    let (home, away) = (Process::start(), Process::start());
    let (mut socket, token) = joined(&home);
    let refused = socket.event(0, 3, "fail");
    assert!(refused.iter().any(|frame| frame.contains("event_failed")), "{refused:?}");
    socket.event(0, 4, "go");
    socket.event(0, 5, "greet");
    drop(socket);

    // The client has heard none of it when it comes back, and then loses that process too.
    let mut socket = home.open(1);
    shows(&socket.join(0, &token), "1, 2, 4");
    let token = socket.newest_token();
    let mut socket = away.open(1);
    shows(&socket.join(0, &token), "1, 2, 4");
    assert_eq!(socket.event(0, 3, "fail"), refused);
    assert_eq!(socket.event(0, 4, "go"), [r#"["r","/thanks"]"#, r#"["p",0,4]"#]);
    assert_eq!(socket.event(0, 5, "greet"), [r#"["d","Hello"]"#, r#"["f","success","hello"]"#, r#"["p",0,5]"#]);

    // The answers on this socket came before its token.
    let short = socket.newest_token();
    assert!(short.len() < token.len(), "{} {}", short.len(), token.len());
}

#[test]
fn answers_that_a_client_has_heard_are_in_no_token() {
    let process = Process::start();
    let (mut socket, _) = joined(&process);
    let before = socket.newest_token();
    socket.event(0, 3, "fail");
    let after = socket.newest_token();
    assert!(after.len() <= before.len() + 4, "it was heard before the token: {} {}", before.len(), after.len());
    drop(socket);
    let mut socket = process.open(1);
    socket.join(0, &after);
    let unheard = socket.newest_token();
    assert!(unheard.len() > after.len() + 40, "nobody knows");
    // It does not ask for the answer, but goes on.
    socket.event(0, 4, "add");
    let heard = socket.newest_token();
    assert!(heard.len() < unheard.len() - 40, "{} {}", heard.len(), unheard.len());
}

#[test]
fn a_token_does_not_grow_without_end() {
    let process = Process::start();
    let (mut socket, token) = joined(&process);
    (3..40).for_each(|number| drop(socket.event(0, number, "talk")));
    drop(socket);
    let mut socket = process.open(1);
    socket.join(0, &token);
    let token = socket.newest_token();
    assert!((3_000..8_000).contains(&token.len()), "{}", token.len());
    assert_eq!(socket.event(0, 39, "talk").len(), 2, "the newest is there");
}

#[test]
fn a_server_that_stops_says_in_the_token_what_it_is_about_to_answer() {
    let (home, away) = (Process::start(), Process::start());
    let (mut socket, _) = joined(&home);
    socket.connection.stop(socket.now);
    socket.hear();
    socket.event(0, 3, "go");
    // The token came, and nothing after it.
    let token = socket.token.clone().unwrap_or_default();
    let mut socket = away.open(1);
    shows(&socket.join(0, &token), "1, 2, 3");
    assert_eq!(socket.event(0, 3, "go"), [r#"["r","/thanks"]"#, r#"["p",0,3]"#]);
}

#[tokio::test]
async fn effects_of_a_handler_without_a_client_are_sent_later() {
    let process = Process::start();
    let (mut socket, token) = joined(&process);
    socket.event(0, 3, "greet_slowly");
    drop(socket);
    process.gate.0.add_permits(1);
    tokio::task::yield_now().await;
    let mut socket = process.open(1);
    shows(&socket.join(0, &token), "1, 2");
    assert_eq!(socket.event(0, 3, "greet_slowly"), [r#"["f","success","hello"]"#, r#"["p",0,3]"#]);
}

#[test]
fn a_client_that_was_told_of_a_panic_comes_back_to_the_state_after_it() {
    let (process, after) = (Process::start(), Process::start());
    let (mut socket, _) = joined(&process);
    socket.wait();
    socket.event(0, 3, "add");
    shows(&socket.event(0, 4, "add"), "1, 2, 3, 4");
    socket.connection.stop(socket.now);
    socket.hear();
    let heard = socket.event(0, 5, "panic");
    shows(&heard, "1, 2");
    assert!(heard.last().is_some_and(|frame| frame.starts_with(r#"["x",0,5,"panicked""#)), "{heard:?}");
    let token = socket.token.take().unwrap_or_default();
    shows(&after.open(1).join(0, &token), "1, 2");
}
