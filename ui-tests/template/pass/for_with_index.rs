//! The index of a `for` is that of `enumerate`.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <ol>for (index, name) in ["a", "b"].into_iter().enumerate() { <li key={index}>{index} ": " {name}</li> }</ol>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<ol><li>0<!---->: <!---->a</li><li>1<!---->: <!---->b</li></ol>");
}
