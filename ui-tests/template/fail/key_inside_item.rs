//! A key stands on the root of an item.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        for n in 0..3 { <p><b key={n}>{n}</b></p> }
    }
}

fn main() {}
