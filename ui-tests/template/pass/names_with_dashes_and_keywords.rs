//! Names of HTML are written as they are.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <label for="a" data-some-thing={1}>"x"</label>
        <input id="a" type="text" accept="x"> <video loop></video>
        <meta http-equiv="refresh" content="1">
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<label for="a" data-some-thing="1">x</label><input id="a" type="text" accept="x"><video loop></video><meta http-equiv="refresh" content="1">"#);
}
