//! The children of a component are written to their end.

use loom::prelude::*;

#[component]
fn Card<'a>(children: Html<'a>) -> Html<'a> {
    html! { <div>{children}</div> }
}

pub fn page(rows: &[Option<u8>]) -> Html<'_> {
    html! {
        for row in rows { <Card>let Some(n) = row else { break }; {n}</Card> }
    }
}

fn main() {}
