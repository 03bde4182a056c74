//! A template that is being typed is one error, and the rest of the `impl` is checked.

use loom::prelude::*;

#[live_component]
pub struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    fn increment(&mut self) {
        self.cuont += 1;
    }

    fn render(&self) -> Html {
        html! {
            <div>
                <button on:click=increment class=
            </div>
            <p>{self.count}</p>
        }
    }
}

fn main() {}
