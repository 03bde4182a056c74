use loom::prelude::*;

#[live_component]
enum Door {
    Open,
    Closed,
}

#[live_component]
impl Door {
    fn render(&self) -> Html {
        html! { <p>"a door"</p> }
    }
}

fn main() {}
