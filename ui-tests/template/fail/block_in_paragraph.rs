//! A block in a `<p>` would end the paragraph.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p>"a"<div>"b"</div></p>
    }
}

fn main() {}
