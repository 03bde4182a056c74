//! An attribute cannot be given twice.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <a href="/a" href="/b">"x"</a>
    }
}

fn main() {}
