//! A name that is not there is reported by the compiler, at the name.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        let count = 1; <p>{cuont}</p> {count}
    }
}

fn main() {}
