//! Comments are left out.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <!-- "a comment" --> <p>"x"</p> // and those of Rust
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<p>x</p>");
}
