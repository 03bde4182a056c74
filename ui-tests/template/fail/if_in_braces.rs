//! Braces around `if` make Rust of what stands in them, and HTML is none.

use loom::prelude::*;

pub fn badge(open: bool) -> Html<'static> {
    html! {
        <p>{if open { <b>"open"</b> }}</p>
    }
}

fn main() {}
