//! A state that does not read back as it was is undone, and never kept.

use super::rig::Process;
use crate::prelude::*;

/// Divides, also by zero.
#[live_component(name = "ratio")]
pub(super) struct Ratio {
    sum: f64,
    count: f64,
    average: Option<f64>,
    picked: Option<Option<u8>>,
}

#[live_component]
impl Ratio {
    #[event]
    fn add(&mut self) {
        self.count += 1.0;
    }

    #[event]
    fn divide(&mut self) {
        self.average = Some(self.sum / 0.0);
    }

    #[event]
    fn pick(&mut self) {
        self.picked = Some(None);
    }

    fn render(&self) -> Html {
        html! {
            <output>{format!("={} {:?} {:?}", self.count, self.average, self.picked)}</output>
            <button on:click=add>"+"</button>
            <button on:click=divide>"/"</button>
            <button on:click=pick>"?"</button>
        }
    }
}

const STATE: &str = r#"{"sum":0.0,"count":3.0,"average":null,"picked":null}"#;

#[test]
fn a_change_that_cannot_be_saved_is_undone_and_the_page_told() {
    for handler in ["divide", "pick"] {
        let process = Process::start();
        let mut socket = process.open(1);
        let token = process.first_token("ratio", STATE);
        socket.join_of("ratio", 0, &token);
        let mut heard = socket.event(0, 1, handler);
        socket.now += std::time::Duration::from_secs(2);
        heard.extend(socket.hear());
        assert!(heard.concat().contains("[\"x\",0,0,\"panicked\""), "{handler}: {heard:?}");
        assert!(heard.iter().any(|frame| frame.contains("=3 None None")), "{handler}: {heard:?}");
        assert!(socket.event(0, 2, "add").concat().contains("=4 None None"), "{handler}");
        drop(socket);
        assert!(process.open(1).join_of("ratio", 0, &token).concat().contains("=4 None None"));
    }
}

#[test]
fn a_change_that_cannot_be_saved_is_undone_by_the_next_event_at_the_latest() {
    let process = Process::start();
    let mut socket = process.open(1);
    socket.join_of("ratio", 0, &process.first_token("ratio", STATE));
    socket.event(0, 1, "add");
    socket.connection.receive(&r#"["e",0,2,"divide","click"]"#.into(), socket.now);
    socket.now += std::time::Duration::from_secs(2);
    socket.connection.receive(&r#"["e",0,3,"add","click"]"#.into(), socket.now);
    let heard = socket.hear();
    assert!(heard.concat().contains("[\"x\",0,3,\"panicked\""), "{heard:?}");
    let heard = socket.event(0, 4, "add");
    assert!(heard.concat().contains("=4 None None"), "{heard:?}");
}

#[test]
fn a_state_that_cannot_be_saved_waits_for_nobody() {
    let process = Process::start();
    let mut socket = process.open(1);
    let token = process.first_token("ratio", STATE);
    socket.join_of("ratio", 0, &token);
    socket.connection.receive(&r#"["e",0,1,"divide","click"]"#.into(), socket.now);
    drop(socket);
    assert!(process.open(1).join_of("ratio", 0, &token).concat().contains("=3 None None"));
}
