//! Cells stand in a row.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <table><tbody><td>"x"</td></tbody></table>
    }
}

fn main() {}
