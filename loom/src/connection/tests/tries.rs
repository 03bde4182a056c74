//! An event that is sent again, since its connection broke before its answer: it may be the event that broke it.

use super::rig::{Process, Socket};

/// A socket of page 1 with a ledger under id 0, and the ledger's token.
fn joined(process: &Process) -> (Socket, String) {
    let mut socket = process.open(1);
    let token = process.token(7);
    socket.join(0, &token);
    (socket, token)
}

/// Sends event `number` as the try that `attempt` says.
fn attempt(socket: &mut Socket, number: u64, handler: &str, attempt: u64) -> Vec<String> {
    socket.say(&format!(r#"["e",0,{number},"{handler}","click",null,{attempt}]"#))
}

#[track_caller]
fn is_given_up(heard: &[String], number: u64) {
    assert!(
        matches!(heard, [frame] if frame.starts_with(&format!(r#"["x",0,{number},"given_up","#))),
        "event {number}: {heard:?}"
    );
}

#[test]
fn the_second_try_is_handled_and_the_third_is_not() {
    let process = Process::start();
    let (mut socket, _) = joined(&process);
    let second = attempt(&mut socket, 1, "add", 2);
    assert!(second.iter().any(|frame| frame.contains("[1]")), "{second:?}");
    is_given_up(&attempt(&mut socket, 2, "add", 3), 2);
    is_given_up(&attempt(&mut socket, 2, "add", u64::from(u32::MAX)), 2);
    let next = socket.event(0, 3, "add");
    assert!(next.iter().any(|frame| frame.contains("[1, 3]")), "the component goes on: {next:?}");
}

#[test]
fn a_third_try_of_what_was_handled_is_answered_again() {
    let process = Process::start();
    let (mut socket, token) = joined(&process);
    socket.event(0, 1, "add");
    socket.event(0, 2, "fail");
    drop(socket);
    let mut socket = process.open(1);
    socket.join(0, &token);
    assert_eq!(attempt(&mut socket, 1, "add", 3), [r#"["p",0,1]"#]);
    let failed = attempt(&mut socket, 2, "fail", 3);
    assert!(failed.iter().any(|frame| frame.contains("event_failed")), "{failed:?}");
}

#[tokio::test]
async fn a_third_try_of_what_is_being_handled_is_answered_when_it_is_done() {
    let process = Process::start();
    let (mut socket, _) = joined(&process);
    assert_eq!(socket.event(0, 1, "slow"), [""; 0]);
    assert_eq!(attempt(&mut socket, 1, "slow", 3), [""; 0]);
    is_given_up(&attempt(&mut socket, 2, "add", 3), 2);
    process.gate.0.add_permits(1);
    tokio::task::yield_now().await;
    let done = socket.hear();
    assert!(matches!(&*done, [frame] if frame.starts_with(r#"["p",0,1,"#)), "{done:?}");
}
