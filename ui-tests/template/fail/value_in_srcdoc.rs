//! A value in `srcdoc` would be read as a page.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <iframe srcdoc={"x"}></iframe>
    }
}

fn main() {}
