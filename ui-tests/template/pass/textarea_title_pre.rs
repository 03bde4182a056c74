//! The first newline of a `<textarea>` and a `<pre>` is kept.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <textarea>{"\na"}</textarea>
        <textarea>"\nb"</textarea>
        <pre>"\nc"</pre>
        <title>"Page " {1} " of " {2}</title>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<textarea>\n\na</textarea><textarea>\n\nb</textarea><pre>\n\nc</pre><title>Page 1 of 2</title>");
}
