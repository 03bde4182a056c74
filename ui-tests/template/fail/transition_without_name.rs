//! A transition has a name.

use loom::prelude::*;

pub fn page(open: bool) -> Html<'static> {
    html! {
        if open { <p transition>"x"</p> }
    }
}

fn main() {}
