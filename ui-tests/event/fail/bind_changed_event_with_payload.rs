//! The event of a change takes nothing of the browser.

use loom::prelude::*;

#[live_component]
pub struct Counter {
    #[bind(changed = typed)]
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
