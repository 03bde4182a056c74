//! Raw identifiers are names too.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <input r#type="text"> let r#type = 3;
        <p>{r#type}</p>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<input type="text"><p>3</p>"#);
}
