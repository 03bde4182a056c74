//! Templates borrow, and work in generic functions.

use loom::prelude::*;

fn list<'a, T: loom::Render>(items: &'a [T], title: &'a str) -> Html<'a> {
    html! { <h2>{title}</h2> for item in items { <p>{item}</p> } }
}

fn page() -> Html<'static> {
    html! {
        {list(&[1, 2], "n")}
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<h2>n</h2><p>1</p><p>2</p>");
}
