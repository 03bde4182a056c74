use loom::prelude::*;

#[live_component]
#[serde(rename_all = "camelCase")]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

fn main() {}
