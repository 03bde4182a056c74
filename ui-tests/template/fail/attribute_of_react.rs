//! An attribute that has another name in other frameworks is reported with its name in HTML.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p className="lead">"x"</p>
    }
}

fn main() {}
