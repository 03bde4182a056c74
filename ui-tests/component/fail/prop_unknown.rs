use loom::prelude::*;

#[component]
fn Card(title: &str) -> Html {
    html! { <h2>{title}</h2> }
}

#[component]
fn Front() -> Html {
    html! { <Card title="x" titel="y"/> }
}

fn main() {}
