//! A value in a style sheet could be any rule.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <style>"p { color:" {"red"} {1} "}"</style>
    }
}

fn main() {}
