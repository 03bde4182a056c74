//! The content of an element with a hook is the hook's.

use loom::prelude::*;

pub fn page(points: &[u32]) -> Html<'_> {
    html! {
        <div use:chart={points}>"Loading"</div>
    }
}

fn main() {}
