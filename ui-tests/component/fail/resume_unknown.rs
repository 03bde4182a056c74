//! A state is resumed in one of three ways.

use loom::prelude::*;

#[live_component(resume = "cookie")]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    fn render(&self) -> Html {
        html! { <output>{self.count}</output> }
    }
}

fn main() {}
