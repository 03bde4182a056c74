use loom::prelude::*;

#[live_component]
struct Orders {
    page: u32,
}

#[live_component]
impl Orders {
    fn render(&self) -> Html {
        html! { <a href={Orders::url().page(2)}>"2"</a> }
    }
}

fn main() {}
