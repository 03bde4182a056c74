//! Several names of a `for` stand in parentheses.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        for index, x in [1].iter().enumerate() { {x} }
    }
}

fn main() {}
