//! An address that would run script gets out harmless.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <a href={"javascript:alert(1)"}>"x"</a>
        <a href={"/ok?a=1&b=2"}>"y"</a>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<a href="about:invalid#loom">x</a><a href="/ok?a=1&amp;b=2">y</a>"#);
}
