//! A property cannot be given twice.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p style:color="red" style:color={"blue"}>"x"</p>
    }
}

fn main() {}
