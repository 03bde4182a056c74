//! A list item in a list item needs a list between.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <ul><li>"a"<li>"b"</li></li></ul>
    }
}

fn main() {}
