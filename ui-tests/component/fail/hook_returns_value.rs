use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    fn connected(&mut self) -> u32 {
        1
    }

    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

fn main() {}
