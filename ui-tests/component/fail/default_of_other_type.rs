use loom::prelude::*;

#[live_component]
struct Counter {
    #[prop(default = "one")]
    step: i64,
}

#[live_component]
impl Counter {
    fn render(&self) -> Html {
        html! { <p>{self.step}</p> }
    }
}

fn main() {}
