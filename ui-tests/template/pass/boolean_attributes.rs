//! A boolean attribute is there or not.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <button disabled={1 > 2} hidden={true} autofocus>"x"</button>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<button hidden autofocus>x</button>");
}
