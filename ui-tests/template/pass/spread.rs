//! Attributes made at run time come last.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        let rest = loom::Attributes::new().set("title", "t").flag("hidden", true);
        <p class="x" ..rest>"x"</p>
        <p ..{rest.clone()}>"y"</p>
        <p {..rest.clone()}>"z"</p>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<p class="x" title="t" hidden>x</p><p title="t" hidden>y</p><p title="t" hidden>z</p>"#);
}
