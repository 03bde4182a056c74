//! MathML stands in a `<math>`.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <math><mfrac><mi>"a"</mi><mn>{2}</mn></mfrac></math>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>");
}
