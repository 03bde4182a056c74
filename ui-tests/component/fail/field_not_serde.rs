use loom::prelude::*;

#[derive(Default)]
struct Connection;

#[live_component]
struct Board {
    connection: Connection,
}

#[live_component]
impl Board {
    fn render(&self) -> Html {
        html! { <p>"a board"</p> }
    }
}

fn main() {}
