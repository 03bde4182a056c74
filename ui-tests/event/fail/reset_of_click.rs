//! Only a form is emptied when it is submitted.

use loom::{Html, html, live_component};

#[live_component]
pub struct Counter {
    count: i64,
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
            <button on:click.reset=increment>"+"</button>
        }
    }
}

fn main() {}
