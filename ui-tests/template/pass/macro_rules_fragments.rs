//! A macro may pass its pieces in.

use loom::prelude::*;

macro_rules! row {
    ($name:literal, $value:expr) => {
        html! { <p title={$value}>$name " " {$value}</p> }
    };
}

fn page() -> Html<'static> {
    html! {
        {row!("x", 1 + 1)}
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<p title="2">x <!---->2</p>"#);
}
