//! An element takes one spread.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        let a = loom::Attributes::new(); <p ..a ..a>"x"</p>
    }
}

fn main() {}
