use loom::prelude::*;

#[live_component]
struct Orders {
    page: u32,
}

#[live_component]
impl Orders {
    fn url_changed(&mut self) {
        self.page += 1;
    }

    fn render(&self) -> Html {
        html! { <p>"orders"</p> }
    }
}

fn main() {}
