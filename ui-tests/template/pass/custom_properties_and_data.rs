//! Attributes of other libraries have a dash.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <div hx-get="/x" x-data="{}" l-loading="busy" l-no-nav>"x"</div>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<div hx-get="/x" x-data="{}" l-loading="busy" l-no-nav>x</div>"#);
}
