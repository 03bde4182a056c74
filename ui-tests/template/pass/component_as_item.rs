//! A component is an item of a list.

use loom::prelude::*;

#[component]
fn Row<'a>(name: &'a str) -> Html<'a> {
    html! { <li>{name}</li> }
}

fn page() -> Html<'static> {
    html! {
        <ul>for name in ["a", "b"] { <Row key={name} name={name}/> }</ul>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<ul><li>a</li><li>b</li></ul>");
}
