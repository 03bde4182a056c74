//! A property that runs script, or writes content, is refused.

use loom::prelude::*;

pub fn page(points: &[u32]) -> Html<'_> {
    html! {
        <x-frame prop:innerHTML={points} prop:outerHTML="x" prop:srcdoc="x" prop:onclick="x" prop:textContent="x"></x-frame>
        <a prop:href="javascript:x" prop:style="x">"x"</a>
    }
}

fn main() {}
