//! The smallest component.

use loom::prelude::*;

/// One number.
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

    /// An event after which nothing has changed.
    #[event]
    fn nothing(&mut self) {}

    fn render(&self) -> Html {
        html! {
            <output>{self.count}</output>
            <button on:click=increment>"+"</button>
            <button on:click=nothing>"nothing"</button>
        }
    }
}
