//! Empty braces show nothing, so that code can be commented out.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <p>{/* nothing */}</p>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<p></p>");
}
