//! A static id stands once in a template.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p id="a">"x"</p> <p id="a">"y"</p>
    }
}

fn main() {}
