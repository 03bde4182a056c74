use loom::prelude::*;

#[live_component]
struct Orders {
    #[url]
    page: u32,
}

#[live_component]
impl Orders {
    #[event]
    fn url_changed(&mut self) {}

    fn render(&self) -> Html {
        html! { <p>"orders"</p> }
    }
}

fn main() {}
