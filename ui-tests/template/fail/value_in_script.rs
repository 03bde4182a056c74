//! A value in a script would be run.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <script>"let x = " {1}</script>
    }
}

fn main() {}
