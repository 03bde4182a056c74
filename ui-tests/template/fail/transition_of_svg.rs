//! Elements of SVG cannot be inert.

use loom::prelude::*;

pub fn page(open: bool) -> Html<'static> {
    html! {
        if open { <svg transition="fade"><path d="M0 0"/></svg> }
    }
}

fn main() {}
