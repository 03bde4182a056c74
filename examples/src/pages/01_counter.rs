//! A counter: the smallest live component.
//!
//! Its fields are its state, which stays on the server. A `#[prop]` is given by
//! the page; an `#[event]` is what the browser may call.

use loom::prelude::*;

use super::COUNTER;
use crate::layout::{Icon, example};

/// Counts, by steps that the page chooses.
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
    fn decrement(&mut self) {
        self.count -= self.step;
    }

    #[event]
    fn set(&mut self, to: i64) {
        self.count = to;
    }

    fn render(&self) -> Html {
        html! {
            <div class="counter">
                <output class="count" aria-live="polite">{self.count}</output>
                <div class="row">
                    <button class="button icon-only" aria-label="Less" on:click=decrement>
                        <Icon name="minus"/>
                    </button>
                    <button class="button icon-only primary" aria-label="More" on:click=increment>
                        <Icon name="plus"/>
                    </button>
                    <button class="button" on:click=set(0) disabled={self.count == 0}>
                        "Reset"
                    </button>
                </div>
            </div>
        }
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let ones = live.mount(Counter::props()).await?;
    let tens = live.mount(Counter::props().step(10)).await?;
    Ok(example(&live, &COUNTER, html! {
        <div class="stack">
            <h2>"By ones"</h2>
            {ones}
            <h2>"By tens"</h2>
            {tens}
        </div>
    }))
}
