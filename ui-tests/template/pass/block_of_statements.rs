//! Braces hold statements too.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <p>{ let a = 1; a + 1 }</p> <p>{if 1 < 2 { "yes" } else { "no" }}</p>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<p>2</p><p>yes</p>");
}
