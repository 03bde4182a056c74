//! A value in braces is shown, so it is an item that has begun.

use loom::prelude::*;

pub fn page(rows: &[u8]) -> Html<'_> {
    html! {
        for row in rows { if *row == 0 { {continue} } <p>{row}</p> }
    }
}

fn main() {}
