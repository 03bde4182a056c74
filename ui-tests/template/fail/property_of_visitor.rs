//! A property that the visitor changes too is an attribute.

use loom::prelude::*;

pub fn page(points: &[u32]) -> Html<'_> {
    html! {
        <input prop:value="x" aria-label="x">
        <x-list prop:zoom-level=1 prop:Zoom=1 prop:zoom></x-list>
        <x-list prop:zoom=1 prop:zoom=2 use:a use:a></x-list>
    }
}

fn main() {}
