//! A field is one thing where it is absent and at first.

use loom::prelude::*;

fn seven() -> i64 {
    7
}

#[live_component]
pub struct Counter {
    #[serde(default = "seven")]
    #[state(default = 8)]
    count: i64,
}

#[live_component]
impl Counter {
    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

fn main() {}
