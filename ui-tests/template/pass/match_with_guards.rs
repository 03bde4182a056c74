//! Arms have patterns, guards, and what they show.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        for n in [-1, 0, 7] { match n { n if n < 0 => "negative", 0 => <b>"zero"</b>, 1..=9 => { <i>{n}</i> "!" } _ => {} } }
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "negative<b>zero</b><i>7</i>!");
}
