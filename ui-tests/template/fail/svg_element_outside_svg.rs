//! An element of SVG stands in an `<svg>`.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p><circle r="4"/></p>
    }
}

fn main() {}
