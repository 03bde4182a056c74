//! A transition is no directive.

use loom::prelude::*;

pub fn page(open: bool) -> Html<'static> {
    html! {
        if open { <p transition:fade>"x"</p> }
    }
}

fn main() {}
