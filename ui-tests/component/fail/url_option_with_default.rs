use loom::prelude::*;

#[live_component]
struct Orders {
    #[url(default = Some(1))]
    page: Option<u32>,
}

#[live_component]
impl Orders {
    fn render(&self) -> Html {
        html! { <p>"orders"</p> }
    }
}

fn main() {}
