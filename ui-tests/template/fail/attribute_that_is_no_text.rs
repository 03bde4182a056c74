//! What an attribute is given can be its value.

use loom::prelude::*;

struct Point;

pub fn page() -> Html<'static> {
    html! {
        <p title={Point}>"x"</p>
    }
}

fn main() {}
