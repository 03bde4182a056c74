use loom::prelude::*;

#[component]
async fn Card(_title: &str) -> Html {
    html! { <h2>{_title}</h2> }
}

fn main() {}
