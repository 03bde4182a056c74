use loom::prelude::*;

struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }

    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

fn main() {}
