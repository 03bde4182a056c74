//! A tag without its `>` is reported at its name.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p class="x" <b>"x"</b>
    }
}

fn main() {}
