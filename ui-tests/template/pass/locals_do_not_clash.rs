//! The names of the expansion are its own.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        let out = 1; let disabled = 2; let spread = 3;
        <p>{out} {disabled} {spread}</p>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<p>1<!---->2<!---->3</p>");
}
