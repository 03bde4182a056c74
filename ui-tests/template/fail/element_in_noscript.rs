//! A `<noscript>` holds text, because browsers read it as text.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <noscript><img src="/x"></noscript>
    }
}

fn main() {}
