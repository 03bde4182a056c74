//! Text beside a row would be moved out of the table.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <tr><td>"x"</td></tr> "y"
    }
}

fn main() {}
