//! An element that has begun is written to its end.

use loom::prelude::*;

pub fn page(rows: &[Option<u8>]) -> Html<'_> {
    html! {
        for row in rows { <p> let Some(n) = row else { continue }; <b>{n}</b> </p> }
    }
}

fn main() {}
