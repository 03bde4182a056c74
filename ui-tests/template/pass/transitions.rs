//! Transitions are attributes of the page, for the client and the styles.

use loom::prelude::*;

fn page(open: bool) -> Html<'static> {
    html! {
        if open { <p transition="fade">"x"</p> }
        <ul>for n in 0..2 { <li key={n} transition={"item"}>{n}</li> }</ul>
        <div><dialog transition="dialog">"y"</dialog><b hidden={!open} transition="fade">"z"</b></div>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(true), &mut html).unwrap();
    assert_eq!(
        html,
        concat!(
            r#"<p l-transitions="fade">x</p><ul><li l-transitions="item">0</li><li l-transitions="item">1</li></ul>"#,
            r#"<div><dialog l-transitions="dialog">y</dialog><b l-transitions="fade">z</b></div>"#
        )
    );
}
