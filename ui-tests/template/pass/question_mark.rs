//! A `?` ends the render with its error.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <p>{"42".parse::<i32>()?}</p>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<p>42</p>");
}
