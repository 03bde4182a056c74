use loom::prelude::*;

#[live_component]
struct Orders {
    #[url(default = "one")]
    page: u32,
}

#[live_component]
impl Orders {
    fn render(&self) -> Html {
        html! { <p>"orders"</p> }
    }
}

fn main() {}
