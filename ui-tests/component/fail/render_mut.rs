use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    fn render(&mut self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

fn main() {}
