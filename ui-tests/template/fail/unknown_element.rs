//! An element that HTML does not have is reported at its name, with the nearest one.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <buton>"go"</buton>
    }
}

fn main() {}
