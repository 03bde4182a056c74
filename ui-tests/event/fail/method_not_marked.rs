//! A method without `#[event]` is not reachable from a page, and the message says how it becomes so.

use loom::prelude::*;

#[live_component]
pub struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    fn add(&mut self, by: i64) {
        self.count += by;
    }

    fn render(&self) -> Html {
        html! {
            <button on:click=add(2)>"+"</button>
        }
    }
}

fn main() {}
