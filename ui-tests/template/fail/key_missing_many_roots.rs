//! Items of several roots with controls need a key too.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        for n in 0..3 { <label>{n}</label> <input> }
    }
}

fn main() {}
