//! A property needs a value.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p style:color>"x"</p>
    }
}

fn main() {}
