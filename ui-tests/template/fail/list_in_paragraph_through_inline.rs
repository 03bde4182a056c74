//! The paragraph may be further out.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p><span><ul><li>"b"</li></ul></span></p>
    }
}

fn main() {}
