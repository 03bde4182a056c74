//! A closing tag that closes nothing is reported.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p>"x"</p></div>
    }
}

fn main() {}
