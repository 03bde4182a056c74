//! A single word could be text or a value.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p>hello</p>
    }
}

fn main() {}
