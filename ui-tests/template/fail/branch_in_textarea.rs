//! A textarea holds text and values, no branches.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <textarea>if 1 < 2 { "x" }</textarea>
    }
}

fn main() {}
