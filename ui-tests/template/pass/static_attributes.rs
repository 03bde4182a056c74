//! Values without braces are strings, numbers and `true`.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <input name="n" value=3 min=-1.5 required=true readonly=false maxlength=10>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<input name="n" value="3" min="-1.5" required maxlength="10">"#);
}
