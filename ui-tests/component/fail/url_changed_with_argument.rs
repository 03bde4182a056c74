use loom::prelude::*;

#[live_component]
struct Orders {
    #[url]
    page: u32,
}

#[live_component]
impl Orders {
    fn url_changed(&mut self, page: u32) {
        self.page += page;
    }

    fn render(&self) -> Html {
        html! { <p>"orders"</p> }
    }
}

fn main() {}
