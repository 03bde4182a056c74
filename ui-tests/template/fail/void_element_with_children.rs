//! A void element has no content and no closing tag.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p><br>"x"</br></p>
    }
}

fn main() {}
