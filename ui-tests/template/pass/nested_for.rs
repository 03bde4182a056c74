//! Loops stand in loops.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <table><tbody>for row in 0..2 { <tr key={row}>for cell in 0..2 { <td>{row * 2 + cell}</td> }</tr> }</tbody></table>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<table><tbody><tr><td>0</td><td>1</td></tr><tr><td>2</td><td>3</td></tr></tbody></table>");
}
