//! There is no `while`.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        while true { <p>"x"</p> }
    }
}

fn main() {}
