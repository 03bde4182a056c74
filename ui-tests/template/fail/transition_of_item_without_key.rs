//! Items that enter and leave need a key.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <ul>for n in 0..3 { <li transition="fade">{n}</li> }</ul>
    }
}

fn main() {}
