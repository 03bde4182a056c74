//! Rust that does not parse is reported in its braces.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p>{1 + }</p> <p>"x"</p>
    }
}

fn main() {}
