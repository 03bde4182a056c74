//! A value in an attribute stands in braces.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        let name = "x"; <p title=name>"x"</p>
    }
}

fn main() {}
