use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    fn increment(&mut self) -> i64 {
        self.count += 1;
        self.count
    }

    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

fn main() {}
