//! A named slot stands directly in a component.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <div><:header>"x"</:header></div>
    }
}

fn main() {}
