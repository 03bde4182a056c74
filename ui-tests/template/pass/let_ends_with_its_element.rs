//! A `let` holds up to the end of its element.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        let x = 1;
        <p>let x = x + 1; {x}</p>
        <p>{x}</p>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<p>2</p><p>1</p>");
}
