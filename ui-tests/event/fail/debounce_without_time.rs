//! A delay needs its milliseconds.

use loom::{Html, Value, html, live_component};

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

    #[event]
    fn rename(&mut self, name: Value<String>) {
        self.name = name.into_inner();
    }

    fn render(&self) -> Html {
        html! {
            <input on:input.debounce=rename>
        }
    }
}

fn main() {}
