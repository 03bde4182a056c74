//! `.lazy` goes with no time.

use loom::prelude::*;

#[live_component]
pub struct Counter {
    #[bind]
    name: String,
    #[bind]
    done: bool,
}

#[live_component]
impl Counter {
    #[event]
    fn search(&mut self) {}

    #[event]
    fn typed(&mut self, _text: Value<String>) {}

    #[event]
    fn picked(&mut self, _id: u32) {}

    fn render(&self) -> Html {
        html! {
            <input bind:value.lazy.debounce(200)={self.name}>
        }
    }
}

fn main() {}
