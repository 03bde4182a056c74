//! An `if` alone in a `for` leaves items out.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <ul>for n in 0..5 { if n % 2 == 0 { <li key={n}>{n}</li> } }</ul>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<ul><li>0</li><li>2</li><li>4</li></ul>");
}
