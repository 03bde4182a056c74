//! Text stands in quotes, values of any `Render` type in braces.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <p>"a " {1} {2.5} {true} {'c'} {"s"} {String::from("t")} {Some(3)} {None::<i32>} {Ok::<_, std::fmt::Error>(4)}</p>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<p>a <!---->1<!---->2.5<!---->true<!---->c<!---->s<!---->t<!---->3<!----><!---->4</p>");
}
