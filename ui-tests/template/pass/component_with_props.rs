//! A component takes props, children and named slots.

use loom::prelude::*;

#[component]
fn Card<'a>(title: &'a str, #[prop(default)] wide: bool, #[prop(default)] header: Html<'a>, #[prop(default)] children: Html<'a>) -> Html<'a> {
    html! { <section class:wide={wide}><h2>{header} {title}</h2>{children}</section> }
}

fn page() -> Html<'static> {
    html! {
        let name = String::from("n");
        <Card title={&name} wide><:header><i>"h"</i></:header>
        <p>{&name}</p></Card>
        <Card title="y"/>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<section class=" wide"><h2><i>h</i><!---->n</h2><p>n</p></section><!----><section class=""><h2><!---->y</h2></section>"#);
}
