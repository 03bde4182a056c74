//! Control flow is written without `@`.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        @if true { <p>"x"</p> }
    }
}

fn main() {}
