//! A transition is named, and the stylesheet says what it does.

use loom::prelude::*;

pub fn page(open: bool) -> Html<'static> {
    html! {
        if open { <p transition="opacity 200ms">"x"</p> }
    }
}

fn main() {}
