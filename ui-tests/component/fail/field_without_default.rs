use loom::prelude::*;

#[derive(serde::Serialize, serde::Deserialize)]
enum Side {
    Left,
    Right,
}

#[live_component]
struct Board {
    side: Side,
}

#[live_component]
impl Board {
    fn render(&self) -> Html {
        html! { <p>"a board"</p> }
    }
}

fn main() {}
