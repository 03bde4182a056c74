//! A computed `style` leaves no place for single properties.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <p style={"color:red"} style:width="1px">"x"</p>
    }
}

fn main() {}
