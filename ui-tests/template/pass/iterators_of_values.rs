//! Iterators and lists of values become lists.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <p>{(1..4).map(|n| n * 2)}</p> <p>{vec!["a", "b"]}</p> <p>{[1, 2]}</p>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<p>246</p><p>ab</p><p>12</p>");
}
