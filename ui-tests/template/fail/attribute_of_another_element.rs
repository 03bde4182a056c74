//! An attribute of other elements is reported with the elements that have it.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <div href="/">"home"</div>
    }
}

fn main() {}
