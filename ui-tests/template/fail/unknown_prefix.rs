//! An unknown prefix is reported with the nearest one.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p clas:done={true}>"x"</p>
    }
}

fn main() {}
