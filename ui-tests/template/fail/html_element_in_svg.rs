//! HTML in an `<svg>` would break out of it.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <svg><div>"x"</div></svg>
    }
}

fn main() {}
