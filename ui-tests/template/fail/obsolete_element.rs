//! An obsolete element is reported with what to use in its place.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <center>"middle"</center>
    }
}

fn main() {}
