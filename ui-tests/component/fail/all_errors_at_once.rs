use loom::prelude::*;

#[live_component]
struct Counter {
    #[prop(optional)]
    step: i64,
    #[state(hidden)]
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    fn set(&mut self, _to: &i64) {}

    #[event]
    fn reset(self) {}

    fn render(&self) -> Html {
        html! { <button on:click=set(1)>{self.count}</button> }
    }
}

fn main() {}
