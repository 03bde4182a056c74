//! An `<iframe>` has no content.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <iframe>"x"</iframe>
    }
}

fn main() {}
