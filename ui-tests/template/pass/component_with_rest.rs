//! A component passes attributes on.

use loom::prelude::*;

#[component]
fn Field(label: &'static str, #[prop(default)] rest: Attributes) -> Html<'static> {
    html! { <label>{label} <input ..rest></label> }
}

fn page() -> Html<'static> {
    html! {
        let rest = Attributes::new().set("placeholder", "p");
        <Field label="l" ..rest/>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<label>l<input placeholder="p"></label>"#);
}
