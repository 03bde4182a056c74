//! A field that cannot be saved is made anew in `connected`.

use std::time::Instant;

use loom::{__private::State, Props, prelude::*};

struct Connection(Instant);

#[live_component]
struct Chat {
    lines: Vec<String>,
    #[state(skip)]
    connection: Option<Connection>,
    #[state(skip, default = Instant::now())]
    since: Instant,
}

#[live_component]
impl Chat {
    fn connected(&mut self) {
        self.connection = Some(Connection(self.since));
    }

    fn render(&self) -> Html {
        html! { <p>{self.lines.len()}</p> }
    }
}

#[test]
fn undoing_an_event_leaves_it_alone() {
    let mut chat = Chat::props().build();
    chat.connection = Some(Connection(Instant::now()));
    chat.lines.push("a".to_owned());
    chat.restore(Chat::props().build());
    assert!(chat.lines.is_empty() && chat.connection.is_some());
}
