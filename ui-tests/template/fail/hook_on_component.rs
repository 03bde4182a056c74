//! A hook stands on an element, not on a component.

use loom::prelude::*;

#[component]
fn Card() -> Html<'static> {
    html! { <p>"x"</p> }
}

pub fn page(points: &[u32]) -> Html<'_> {
    html! {
        <Card use:chart={points} prop:points={points}/>
    }
}

fn main() {}
