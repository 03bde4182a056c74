//! serde's traits are the user's to derive, for a purpose of their own; what `#[serde(...)]` says of a field holds for both.

use loom::prelude::*;

#[live_component]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "UPPERCASE")]
struct Draft {
    #[serde(rename = "t")]
    title: String,
}

#[live_component]
impl Draft {
    fn render(&self) -> Html {
        html! { <p>{&self.title}</p> }
    }
}
