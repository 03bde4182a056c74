//! A form cannot stand in a form.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <form><div><form></form></div></form>
    }
}

fn main() {}
