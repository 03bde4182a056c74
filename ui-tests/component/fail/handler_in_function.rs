//! A function component has no events: it is given a handler.

use loom::prelude::*;

#[component]
pub fn Close(label: String) -> Html {
    html! { <button on:click.prevent=close(3)>{label}</button> }
}

fn main() {}
