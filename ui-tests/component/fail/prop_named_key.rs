//! A template takes `key` for itself, so no prop has this name.

use loom::prelude::*;

#[component]
pub fn Card(key: String) -> Html {
    html! { <b>{key}</b> }
}

fn main() {}
