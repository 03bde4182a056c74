//! A class needs a condition.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p class:done>"x"</p>
    }
}

fn main() {}
