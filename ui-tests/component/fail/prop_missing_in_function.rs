use loom::prelude::*;

#[component]
fn Card(title: &str, #[prop(default)] wide: bool) -> Html {
    html! { <h2 class:wide={wide}>{title}</h2> }
}

#[component]
fn Front() -> Html {
    html! { <Card wide={true}/> }
}

fn main() {}
