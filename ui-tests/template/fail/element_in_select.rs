//! A select holds options.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <select><p>"x"</p></select>
    }
}

fn main() {}
