//! Branches are bare.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        for n in 0..4 { <p>if n == 0 { "none" } else if n < 2 { <b>"one"</b> } else { {n} }</p> }
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<p>none</p><p><b>one</b></p><p>2</p><p>3</p>");
}
