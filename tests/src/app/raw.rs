//! A component that shows raw HTML.

use loom::{Rendered, Slot, prelude::*};

/// HTML that is trusted.
struct Trusted<'a>(&'a str);

impl Render for Trusted<'_> {
    fn render(&self, slot: Slot<'_>) -> Rendered {
        slot.dangerously_html(self.0)
    }
}

/// Shows a picture, and says how often it was asked.
#[live_component(name = "picture")]
pub struct Picture {
    asked: usize,
}

#[live_component]
impl Picture {
    #[event]
    fn ask(&mut self) {
        self.asked += 1;
    }

    fn render(&self) -> Html {
        let html = format!("<details><summary>{}</summary></details>", self.asked);
        html! { <button on:click=ask>"Ask"</button> {Trusted(&html)} }
    }
}
