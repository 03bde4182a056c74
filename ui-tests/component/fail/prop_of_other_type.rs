use loom::prelude::*;

#[live_component]
struct Counter {
    #[prop]
    step: i64,
}

#[live_component]
impl Counter {
    fn render(&self) -> Html {
        html! { <p>{self.step}</p> }
    }
}

#[component]
fn Front() -> Html {
    html! { <Counter step="one"/> }
}

fn main() {}
