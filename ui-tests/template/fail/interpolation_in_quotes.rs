//! A quoted value is fixed text.

use loom::prelude::*;

pub fn page(kind: &str) -> Html<'_> {
    html! {
        <p class="note {kind}" data-shape="{x}">"x"</p>
    }
}

fn main() {}
