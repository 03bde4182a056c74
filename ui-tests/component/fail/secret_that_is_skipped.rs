//! A field that is not saved need not be hidden.

use loom::prelude::*;

#[live_component]
struct Counter {
    #[state(skip, secret)]
    count: i64,
}

#[live_component]
impl Counter {
    fn render(&self) -> Html {
        html! { <output>{self.count}</output> }
    }
}

fn main() {}
