//! Braces hold one expression.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p>{1 2}</p>
    }
}

fn main() {}
