//! The name of a transition is fixed.

use loom::prelude::*;

pub fn page(open: bool, name: &str) -> Html<'_> {
    html! {
        if open { <p transition={name}>"x"</p> }
    }
}

fn main() {}
