//! An attribute that the element does not have is reported at its name, with the nearest one.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <input plaecholder="name">
    }
}

fn main() {}
