//! An attribute needs a value behind its `=`.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p title=>"x"</p>
    }
}

fn main() {}
