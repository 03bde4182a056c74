use loom::prelude::*;

#[live_component]
struct Orders {
    #[url]
    #[state(secret)]
    filter: String,
}

#[live_component]
impl Orders {
    fn render(&self) -> Html {
        html! { <p>"orders"</p> }
    }
}

fn main() {}
