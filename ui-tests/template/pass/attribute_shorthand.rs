//! `{name}` is `name={name}`.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        let title = "t"; let href = "/";
        <a {title} {href}>"x"</a>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<a title="t" href="/">x</a>"#);
}
