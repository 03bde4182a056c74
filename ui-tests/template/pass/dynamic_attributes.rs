//! Values in braces are text or numbers; `None` leaves the attribute out.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <a href={format!("/{}", 1)} title={None::<String>} lang={Some("en")} tabindex={0} aria-hidden={true}>"x"</a>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<a href="/1" lang="en" tabindex="0" aria-hidden="true">x</a>"#);
}
