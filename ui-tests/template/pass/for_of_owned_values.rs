//! A loop may own its items.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        for name in vec![String::from("a"), String::from("b")] { let loud = name.to_uppercase();
        <p>{loud}</p> }
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<p>A</p><p>B</p>");
}
