//! Text directly in a table would be moved before it.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <table>"x"</table>
    }
}

fn main() {}
