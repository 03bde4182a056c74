use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    #[event(click)]
    fn increment(&mut self) {}

    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

fn main() {}
