//! The event of a change has no arguments.

use loom::prelude::*;

#[live_component]
pub struct Counter {
    #[bind(changed = picked)]
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
            <input bind:value={self.name}>
        }
    }
}

fn main() {}
