//! Text stays text.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <p title={"\"><b>"}>"1 < 2 & 3" {"<script>"}</p>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<p title="&quot;>&lt;b>">1 &lt; 2 &amp; 3&lt;script&gt;</p>"#);
}
