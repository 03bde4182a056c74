//! A bound field is one of the component, marked `#[bind]`.

use loom::{Html, html, live_component};

#[live_component]
pub struct Counter {
    count: i64,
    #[bind]
    name: String,
}

#[live_component]
impl Counter {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }

    #[event]
    fn set(&mut self, to: i64) {
        self.count = to;
    }

    fn render(&self) -> Html {
        html! {
            <input bind:value={self.nam}>
        }
    }
}

fn main() {}
