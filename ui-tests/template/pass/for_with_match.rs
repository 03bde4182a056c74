//! A `match` alone in a `for` makes items of different shape.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        for shape in ["line", "dot", "none"] { match shape { "line" => <hr>, "dot" => { <p>"."</p> } _ => {} } }
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<hr><p>.</p>");
}
