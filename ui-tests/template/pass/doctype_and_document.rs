//! A whole document.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <!DOCTYPE html> <html lang="en"><head><title>"x"</title><meta charset="utf-8"></head><body><p>"y"</p></body></html>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<!DOCTYPE html><html lang="en"><head><title>x</title><meta charset="utf-8"></head><body><p>y</p></body></html>"#);
}
