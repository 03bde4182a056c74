//! There is one doctype.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <!DOCTYPE xhtml>
    }
}

fn main() {}
