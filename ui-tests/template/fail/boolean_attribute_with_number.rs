//! A boolean attribute takes a `bool`.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <button disabled={3}>"x"</button>
    }
}

fn main() {}
