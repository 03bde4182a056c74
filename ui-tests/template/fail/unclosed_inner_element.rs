//! An element that is not closed before the one around it is reported, and only it.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <div><p>"x"</div>
    }
}

fn main() {}
