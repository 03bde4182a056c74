//! A component is named by its path.

use loom::prelude::*;

mod ui {
    use loom::prelude::*;

    #[component]
    pub fn Mark<'a>(text: &'a str) -> Html<'a> {
        html! { <mark>{text}</mark> }
    }
}

fn page() -> Html<'static> {
    html! {
        <ui::Mark text="x"></ui::Mark>
        <self::ui::Mark text={"y"}/>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<mark>x</mark><!----><mark>y</mark>");
}
