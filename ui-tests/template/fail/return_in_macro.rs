//! The expansion of a macro is refused too: only the end of a template says that it was written.

use loom::prelude::*;

macro_rules! known {
    ($value:expr) => {
        match $value {
            Some(value) => value,
            None => return Ok(()),
        }
    };
}

pub fn page(row: Option<&u8>) -> Html<'_> {
    html! { <p>{known!(row)}</p> }
}

fn main() {}
