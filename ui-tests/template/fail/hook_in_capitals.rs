//! The name of a hook has small letters.

use loom::prelude::*;

pub fn page(points: &[u32]) -> Html<'_> {
    html! {
        <div use:richText={points}></div>
    }
}

fn main() {}
