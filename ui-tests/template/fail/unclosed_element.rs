//! An element that is not closed is reported at its tag.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <div><p>"x"</p>
    }
}

fn main() {}
