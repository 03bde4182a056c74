//! A field takes what is offered, or anything.

use loom::prelude::*;

#[live_component]
struct Order {
    #[bind(offered, any)]
    size: String,
    #[bind(any)]
    #[bind(any)]
    color: String,
}

#[live_component]
impl Order {
    fn render(&self) -> Html {
        html! { <input bind:value={self.size}> <input bind:value={self.color}> }
    }
}

fn main() {}
