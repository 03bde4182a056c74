//! A link cannot stand in a link.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <a href="/a"><b><a href="/b">"x"</a></b></a>
    }
}

fn main() {}
