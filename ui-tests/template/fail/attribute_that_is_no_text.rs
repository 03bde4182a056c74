//! A value that is given to an attribute can be shown.

use loom::prelude::*;

struct Point;

pub fn page() -> Html<'static> {
    html! {
        <p title={Point}>"x"</p>
    }
}

fn main() {}
