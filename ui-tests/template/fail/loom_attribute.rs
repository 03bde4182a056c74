//! Attributes of the runtime are written by it.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <button data-l-click="save">"x"</button>
    }
}

fn main() {}
