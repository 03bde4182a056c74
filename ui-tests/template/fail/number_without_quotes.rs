//! A number is text too.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p>42</p>
    }
}

fn main() {}
