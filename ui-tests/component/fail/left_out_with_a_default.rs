//! A field that is left out of a state has to come back as it was.

use loom::prelude::*;

#[live_component]
pub struct List {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[state(default = vec![1])]
    rows: Vec<u8>,
}

#[live_component]
impl List {
    fn render(&self) -> Html {
        html! { for row in &self.rows { <p>{row}</p> } }
    }
}

fn main() {}
