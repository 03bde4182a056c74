//! A `let` needs a value.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        let x; <p>"x"</p>
    }
}

fn main() {}
