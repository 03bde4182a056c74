//! A static id in a `for` would stand on every item.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        for n in 0..3 { <p id="a">{n}</p> }
    }
}

fn main() {}
