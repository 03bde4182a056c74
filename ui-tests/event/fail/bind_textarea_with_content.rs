//! The content of a bound textarea is the field's.

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
            <textarea bind:value={self.name}>"x"</textarea>
        }
    }
}

fn main() {}
