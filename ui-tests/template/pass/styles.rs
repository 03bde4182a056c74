//! Properties go together with a fixed style.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <p style="margin:0" style:color={"red"} style:--size={3} style:width="1px">"x"</p>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<p style="margin:0;width:1px;color:red;--size:3;">x</p>"#);
}
