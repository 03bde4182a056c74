//! A heading cannot stand in a heading.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <h1>"a"<h2>"b"</h2></h1>
    }
}

fn main() {}
