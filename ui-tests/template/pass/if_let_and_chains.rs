//! Conditions bind names, in chains too.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        let pair = (Some(3), Some("x")); if let Some(n) = pair.0 && n > 2 && let Some(name) = pair.1 { <p>{n} {name}</p> }
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<p>3<!---->x</p>");
}
