//! The expansion of a macro is not known before rustc reads it, and is refused there.

use loom::prelude::*;

macro_rules! known {
    ($value:expr) => {
        match $value {
            Some(value) => value,
            None => continue,
        }
    };
}

pub fn page(rows: &[Option<u8>]) -> Html<'_> {
    html! {
        for row in rows { <p>{known!(row)}</p> }
    }
}

fn main() {}
