use loom::prelude::*;

#[live_component]
fn Card(title: &str) -> Html {
    html! { <h2>{title}</h2> }
}

fn main() {}
