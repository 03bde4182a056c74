//! `class:` takes one class.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p class:"a b"={true}>"x"</p>
    }
}

fn main() {}
