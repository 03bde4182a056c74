//! An event attribute would run script.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <button onclick="save()">"x"</button>
    }
}

fn main() {}
