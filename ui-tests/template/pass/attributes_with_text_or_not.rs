//! Some attributes stand bare or with text.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <a href="/x" download={true}>"x"</a>
        <a href="/x" download={"y.txt"}>"x"</a>
        <a href="/x" download={None::<&str>}>"x"</a>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<a href="/x" download>x</a><a href="/x" download="y.txt">x</a><a href="/x">x</a>"#);
}
