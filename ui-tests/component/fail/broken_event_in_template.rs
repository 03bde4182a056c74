use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    fn set(&mut self, _to: &i64) {}

    fn render(&self) -> Html {
        html! { <button on:click=set(self.count)>{self.count}</button> }
    }
}

fn main() {}
