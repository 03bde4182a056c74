//! A value in braces can be shown.

use loom::prelude::*;

struct Point;

pub fn page() -> Html<'static> {
    html! {
        <p>{Point}</p>
    }
}

fn main() {}
