//! A function has no events of its own.

use loom::prelude::*;

pub fn bar() -> Html<'static> {
    html! {
        <button on:click=save>"x"</button>
    }
}

fn main() {}
