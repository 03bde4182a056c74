//! Braces of an attribute hold a value.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p title={}>"x"</p>
    }
}

fn main() {}
