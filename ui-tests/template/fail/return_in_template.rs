//! A template is written to its end.

use loom::prelude::*;

pub fn page(row: Option<&u8>) -> Html<'_> {
    html! {
        let Some(n) = row else { return Ok(()) };
        <p>{n}</p>
    }
}

fn main() {}
