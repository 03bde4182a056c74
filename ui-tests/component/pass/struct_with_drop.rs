//! A component may have a `Drop`.

use loom::prelude::*;

#[live_component]
struct Guarded {
    #[prop]
    name: String,
}

impl Drop for Guarded {
    fn drop(&mut self) {}
}

#[live_component]
impl Guarded {
    fn render(&self) -> Html {
        html! { <p>{&self.name}</p> }
    }
}
