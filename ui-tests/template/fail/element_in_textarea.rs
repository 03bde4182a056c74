//! A textarea holds text only.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <textarea><b>"x"</b></textarea>
    }
}

fn main() {}
