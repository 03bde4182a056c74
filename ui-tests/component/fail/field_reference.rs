use loom::prelude::*;

#[live_component]
struct Greeting {
    #[prop]
    name: &'static str,
}

#[live_component]
impl Greeting {
    fn render(&self) -> Html {
        html! { <p>{self.name}</p> }
    }
}

fn main() {}
