//! Each mistake is said, at its own place.

use loom::prelude::*;

pub fn page(open: bool) -> Html<'static> {
    html! {
        <section transition="1">
            <p transition="fade">"x"</p>
            if open { <b transition="slide in">"y"</b> <i><u transition="fade">"z"</u></i> }
            for n in 0..3 { <em transition="fade">{n}</em> }
        </section>
    }
}

fn main() {}
