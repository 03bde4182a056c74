//! A file cannot be bound.

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
            <input type="file" bind:value={self.name}>
        }
    }
}

fn main() {}
