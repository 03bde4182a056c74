use loom::prelude::*;

#[live_component]
struct Counter {
    #[serde(flatten)]
    count: i64,
}

#[live_component]
impl Counter {
    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

fn main() {}
