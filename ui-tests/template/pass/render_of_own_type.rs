//! A type of one's own says how it is shown.

use loom::prelude::*;

struct Euros(i64);

impl loom::Render for Euros {
    fn render(&self, slot: loom::Slot<'_>) -> loom::Rendered {
        slot.display(format_args!("{}.{:02} €", self.0 / 100, self.0 % 100))
    }
}

fn page() -> Html<'static> {
    html! {
        <p>{Euros(1250)}</p>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, "<p>12.50 €</p>");
}
