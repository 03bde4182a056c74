//! A transition stands on what comes and goes by itself.

use loom::prelude::*;

pub fn page(open: bool) -> Html<'static> {
    html! {
        if open { <div><p transition="fade">"x"</p></div> }
    }
}

fn main() {}
