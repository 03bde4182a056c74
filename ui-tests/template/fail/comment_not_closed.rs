//! A comment is closed.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p>"x"</p> <!-- "x"
    }
}

fn main() {}
