//! A row outside of a table would lose its tag.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <div><tr><td>"x"</td></tr></div>
    }
}

fn main() {}
