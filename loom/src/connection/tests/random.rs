//! Clients that lose their connection at any time, on sockets that die at once or seem to live on, in processes that end: whatever
//! happens, an event that was answered counts once, and its component is never seen in a state that was not.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::rig::{Process, Socket};

/// The next step of a run.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// The user presses a button.
    Press(&'static str),
    /// The socket takes what the client has to say, and brings what the server says.
    Talk,
    /// The socket brings nothing any more, and the server has not noticed.
    HalfOpen,
    /// The server notices that a socket is dead.
    Notice,
    /// The client opens a new socket.
    Reconnect,
    /// Slow handlers come to their end.
    Open,
    /// The process ends well, and another begins.
    Restart,
}

/// A client as it is meant to be: it keeps what was not answered, and says it again.
struct Client {
    socket: Option<Socket>,
    joined: bool,
    token: String,
    pressed: u64,
    pending: BTreeMap<u64, &'static str>,
    /// The events whose failure it was told of.
    failed: Vec<u64>,
    shown: Vec<u64>,
    /// Sockets that it has given up, and the server has not.
    stale: Vec<Socket>,
}

impl Client {
    fn new(process: &Process) -> Self {
        let mut client = Self {
            socket: None,
            joined: false,
            token: process.token(7),
            pressed: 0,
            pending: BTreeMap::new(),
            failed: Vec::new(),
            shown: Vec::new(),
            stale: Vec::new(),
        };
        client.reconnect(process);
        client
    }

    fn reconnect(&mut self, process: &Process) {
        self.give_up();
        let mut socket = process.open(1);
        let heard = socket.join(0, &self.token);
        self.joined = false;
        self.socket = Some(socket);
        self.take(&heard);
    }

    /// The socket is dead for the client, which does not hear what it still brings.
    fn give_up(&mut self) {
        self.joined = false;
        self.stale.extend(self.socket.take());
    }

    fn press(&mut self, handler: &'static str) {
        self.pressed += 1;
        self.pending.insert(self.pressed, handler);
        if self.joined
            && let Some(socket) = &mut self.socket
        {
            let heard = socket.event(0, self.pressed, handler);
            self.take(&heard);
        }
    }

    fn talk(&mut self) {
        let Some(socket) = &mut self.socket else { return };
        let heard = socket.hear();
        self.take(&heard);
    }

    fn take(&mut self, heard: &[String]) {
        if let Some(token) = self.socket.as_mut().and_then(|socket| socket.token.take()) {
            self.token = token;
        }
        for frame in heard {
            let message: Vec<serde_json::Value> = serde_json::from_str(frame).unwrap_or_default();
            let number = message.get(2).and_then(serde_json::Value::as_u64).unwrap_or_default();
            match message.first().and_then(serde_json::Value::as_str) {
                Some("j") => {
                    self.joined = true;
                    self.look(frame);
                    for (number, handler) in self.pending.clone() {
                        let Some(socket) = &mut self.socket else { return };
                        let heard = socket.event(0, number, handler);
                        self.take(&heard);
                    }
                }
                Some("p") => {
                    self.pending.retain(|pending, _| *pending > number);
                    self.look(frame);
                }
                Some("x") => {
                    assert_eq!(message.get(3).and_then(serde_json::Value::as_str), Some("event_failed"), "{frame}");
                    if self.pending.remove(&number).is_some() {
                        self.failed.push(number);
                    }
                }
                _ => panic!("{frame}"),
            }
        }
    }

    /// Reads what the component shows, where a frame says it.
    fn look(&mut self, frame: &str) {
        let Some((_, rest)) = frame.split_once("\"[") else { return };
        let Some((list, _)) = rest.split_once(']') else { return };
        if list.bytes().all(|byte| byte.is_ascii_digit() || b", ".contains(&byte)) {
            self.shown = list.split(", ").filter_map(|number| number.parse().ok()).collect();
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => Just(Step::Press("add")),
        2 => Just(Step::Press("slow")),
        1 => Just(Step::Press("fail")),
        1 => Just(Step::Press("fail_slowly")),
        4 => Just(Step::Talk),
        2 => Just(Step::HalfOpen),
        2 => Just(Step::Notice),
        4 => Just(Step::Reconnect),
        3 => Just(Step::Open),
        1 => Just(Step::Restart),
    ]
}

async fn run(steps: &[Step]) {
    let mut process = Process::start();
    let mut client = Client::new(&process);
    for step in steps {
        match *step {
            Step::Press(handler) => client.press(handler),
            Step::Talk => client.talk(),
            Step::HalfOpen => client.give_up(),
            Step::Notice => client.stale.truncate(client.stale.len() / 2),
            Step::Reconnect => client.reconnect(&process),
            Step::Open => process.gate.0.add_permits(1),
            Step::Restart => {
                settle(&mut client, &process).await;
                if let Some(socket) = &mut client.socket {
                    socket.wait();
                    client.take(&[]);
                }
                client.give_up();
                client.stale.clear();
                process = Process::start();
                client.reconnect(&process);
            }
        }
        // Stale sockets go on in their own tasks.
        for stale in &mut client.stale {
            stale.hear();
        }
        tokio::task::yield_now().await;
        assert!(process.components() <= 1 + client.stale.len(), "{step:?}");
    }
    settle(&mut client, &process).await;
    let expected: Vec<u64> = (1..=client.pressed).filter(|number| !client.failed.contains(number)).collect();
    assert_eq!(client.shown, expected, "failed: {:?}", client.failed);
    assert_eq!(process.components(), 1);
}

/// Comes back for good, and hears all answers.
async fn settle(client: &mut Client, process: &Process) {
    process.gate.0.add_permits(1_000);
    client.reconnect(process);
    for _ in 0..8 {
        for stale in &mut client.stale {
            stale.hear();
        }
        tokio::task::yield_now().await;
        client.talk();
    }
    assert!(client.joined && client.pending.is_empty(), "stuck: {:?}", client.pending);
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_counts_twice(steps in proptest::collection::vec(step(), 0..60)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
        let Ok(runtime) = runtime else { unreachable!("a runtime") };
        runtime.block_on(run(&steps));
    }
}
