//! Fixed classes, computed ones and single ones go together.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        let more = "a b";
        <p class="row" class={more} class:done={true} class:open={false} class:"md:flex"={true} class:w-2={true}>"x"</p>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<p class="row a b done md:flex w-2">x</p>"#);
}
