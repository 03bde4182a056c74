// Only the macro makes a live component.
use loom::{Html, LiveComponent};

struct Counter {}

impl LiveComponent for Counter {
    type Handlers = ();

    fn render(&self) -> Html<'_> {
        loom::html! { <p>"by hand"</p> }
    }
}

fn main() {}
