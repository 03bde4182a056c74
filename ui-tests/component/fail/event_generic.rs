use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    fn set<T: Into<i64>>(&mut self, _to: T) {}

    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

fn main() {}
