//! An unknown `aria-` attribute is reported with the nearest one.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p aria-lable="x">"x"</p>
    }
}

fn main() {}
