//! A `let` is written without braces.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p>{let x = 1}</p>
    }
}

fn main() {}
