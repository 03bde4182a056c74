//! A button cannot stand in a button.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <button><span><button>"x"</button></span></button>
    }
}

fn main() {}
