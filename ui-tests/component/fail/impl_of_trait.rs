use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

#[live_component]
impl std::fmt::Display for Counter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.count.fmt(f)
    }
}

fn main() {}
