use loom::prelude::*;

#[derive(Clone, Default, serde::Serialize, serde::Deserialize)]
struct Row;

#[live_component]
struct Orders {
    #[url]
    rows: Vec<Row>,
    #[url]
    first: Option<Row>,
}

#[live_component]
impl Orders {
    fn render(&self) -> Html {
        html! { <p>"orders"</p> }
    }
}

fn main() {}
