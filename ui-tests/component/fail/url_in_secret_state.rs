use loom::prelude::*;

#[live_component(secret)]
struct Orders {
    #[url]
    filter: String,
}

#[live_component]
impl Orders {
    fn render(&self) -> Html {
        html! { <p>"orders"</p> }
    }
}

fn main() {}
