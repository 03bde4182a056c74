use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    fn set(&mut self, to: i64) {
        self.count = to;
    }

    fn render(&self) -> Html {
        html! { <button on:click=set("zero")>{self.count}</button> }
    }
}

fn main() {}
