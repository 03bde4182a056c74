//! How the state is saved is said at the struct.

use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

#[live_component(secret)]
impl Counter {
    fn render(&self) -> Html {
        html! { <output>{self.count}</output> }
    }
}

fn main() {}
