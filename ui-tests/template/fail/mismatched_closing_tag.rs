//! A closing tag of another name is reported together with the tag that is open.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <section><h1>"x"</h2></section>
    }
}

fn main() {}
