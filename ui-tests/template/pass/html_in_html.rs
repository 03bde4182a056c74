//! HTML stands in HTML.

use loom::prelude::*;

fn inner(name: &str) -> Html<'_> {
    html! { <b>{name}</b> }
}

fn page() -> Html<'static> {
    html! {
        <p>{inner("x")} {Some(inner("y"))} {["a", "b"].into_iter().map(inner)}</p>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<p><b>x</b><!----><b>y</b><!----><b>a</b><b>b</b></p>");
}
