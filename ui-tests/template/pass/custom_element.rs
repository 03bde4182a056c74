//! An element with a dash takes every attribute.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <my-chart data={"x"} anything="y" on-thing=1><span slot="title">"t"</span></my-chart>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<my-chart data="x" anything="y" on-thing="1"><span slot="title">t</span></my-chart>"#);
}
