//! The component of the contract's first page.

use loom::prelude::*;

#[live_component]
pub struct Counter {
    #[prop(default = 1)]
    step: i64,
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    fn increment(&mut self) {
        self.count += self.step;
    }

    #[event]
    fn set(&mut self, to: i64) {
        self.count = to;
    }

    fn render(&self) -> Html {
        html! {
            <output>{self.count}</output>
            <button on:click=increment>"+"</button>
            <button on:click=set(0) disabled={self.count == 0}>"reset"</button>
        }
    }
}
