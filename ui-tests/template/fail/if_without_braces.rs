//! A branch stands in braces.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        if true "x"
    }
}

fn main() {}
