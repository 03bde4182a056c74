//! A class cannot be given twice.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p class="done row" class:done={true}>"x"</p>
    }
}

fn main() {}
