//! Lists stand in the items of lists, in one template or another.
#![deny(warnings)]

use loom::prelude::*;

fn page<'a>(rows: &'a [Vec<u8>]) -> Html<'a> {
    html! {
        for row in rows {
            <ul>
                for n in row { <li>for k in 0..*n { <i>{k}</i> }</li> }
                {html! { for n in row { <li>for k in 0..*n { <b>{k}</b> }</li> } }}
            </ul>
        }
    }
}
