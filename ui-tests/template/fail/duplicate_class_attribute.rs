//! Two fixed `class` attributes are one too many.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p class="a" class="b">"x"</p>
    }
}

fn main() {}
