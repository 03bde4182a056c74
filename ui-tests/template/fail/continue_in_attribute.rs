//! An attribute's value is part of an element that has begun.

use loom::prelude::*;

pub fn page(rows: &[Option<u8>]) -> Html<'_> {
    html! {
        for row in rows { <p title={match row { Some(n) => n, None => continue }}>"x"</p> }
    }
}

fn main() {}
