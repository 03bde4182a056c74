//! An item that can be left out is left out before it begins.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        for text in ["1", "x", "2"] { let Ok(n) = text.parse::<i32>() else { continue };
        <p>{n}</p> }
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<p>1</p><p>2</p>");
}
