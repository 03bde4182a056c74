//! Void elements need no slash; any element may be closed at once.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <br> <br/>
        <img src="/x.png" alt=""> <div class="gap"/>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<br><br><img src="/x.png" alt=""><div class="gap"></div>"#);
}
