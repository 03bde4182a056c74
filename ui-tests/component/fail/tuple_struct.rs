use loom::prelude::*;

#[live_component]
struct Counter(i64);

#[live_component]
impl Counter {
    #[event]
    fn increment(&mut self) {
        self.0 += 1;
    }

    fn render(&self) -> Html {
        html! { <button on:click=increment>{self.0}</button> }
    }
}

fn main() {}
