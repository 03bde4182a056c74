//! Rows stand in a `<tbody>`, which the browser would add.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <table><tr><td>"x"</td></tr></table>
    }
}

fn main() {}
