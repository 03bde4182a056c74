//! Text stands in quotes.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p>Hello world</p>
    }
}

fn main() {}
