//! SVG keeps its capital letters.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <svg viewBox="0 0 10 10" aria-hidden="true"><linearGradient id="g"><stop offset="0"/></linearGradient><path d={"M0 0"} fill="url(#g)"/></svg>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<svg viewBox="0 0 10 10" aria-hidden="true"><linearGradient id="g"><stop offset="0"/></linearGradient><path d="M0 0" fill="url(#g)"/></svg>"#);
}
