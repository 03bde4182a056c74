//! Only parts of tables stand directly in a table.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <table><p>"x"</p></table>
    }
}

fn main() {}
