//! Items with controls need a key.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <ul>for n in 0..3 { <li><button>{n}</button></li> }</ul>
    }
}

fn main() {}
