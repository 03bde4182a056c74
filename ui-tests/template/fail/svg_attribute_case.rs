//! Attributes of SVG keep their capital letters.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <svg viewbox="0 0 1 1"></svg>
    }
}

fn main() {}
