//! A condition is a `bool`.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        if 1 { "x" }
    }
}

fn main() {}
