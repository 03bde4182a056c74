//! Options in groups.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <select name="s">for n in 0..2 { <option key={n} value={n} selected={n == 1}>{n}</option> } <optgroup label="g"><option>"x"</option></optgroup></select>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<select name="s"><option value="0">0</option><option value="1" selected>1</option><optgroup label="g"><option>x</option></optgroup></select>"#);
}
