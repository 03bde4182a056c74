//! A boolean attribute is there or it is not.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <button disabled="yes">"x"</button>
    }
}

fn main() {}
