//! An option holds text only.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <select><option><b>"x"</b></option></select>
    }
}

fn main() {}
