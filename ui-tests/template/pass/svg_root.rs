//! A part of SVG is known by its first element.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <circle r={4}/>
        <g><text>"x"</text></g>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<circle r="4"/><g><text>x</text></g>"#);
}
