//! A fragment groups nodes.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        match 1 { _ => <><b>"a"</b> <i>"b"</i></> }
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<b>a</b><i>b</i>");
}
