use loom::prelude::*;

#[component]
fn info_card(title: &str) -> Html {
    html! { <h2>{title}</h2> }
}

fn main() {}
