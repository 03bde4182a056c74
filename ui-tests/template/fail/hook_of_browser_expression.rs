//! The data of a hook is the server's.

use loom::prelude::*;

pub fn page(points: &[u32]) -> Html<'_> {
    html! {
        <div use:chart={local(1)} prop:points={local(2)}></div>
    }
}

fn main() {}
