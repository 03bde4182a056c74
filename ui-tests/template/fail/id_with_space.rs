//! An id is one word.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p id="a b">"x"</p>
    }
}

fn main() {}
