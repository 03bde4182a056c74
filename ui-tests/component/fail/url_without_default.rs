use loom::prelude::*;

#[live_component]
struct Orders {
    #[url]
    page: std::num::NonZeroU32,
}

#[live_component]
impl Orders {
    fn render(&self) -> Html {
        html! { <p>"orders"</p> }
    }
}

fn main() {}
