//! A key stands on the items of a `for` only.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p key={1}>"x"</p>
    }
}

fn main() {}
