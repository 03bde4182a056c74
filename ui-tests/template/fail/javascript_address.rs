//! An address cannot run script.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <a href=" JavaScript:alert(1)">"x"</a>
    }
}

fn main() {}
