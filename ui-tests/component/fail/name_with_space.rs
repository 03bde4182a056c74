use loom::prelude::*;

#[live_component(name = "my cart")]
struct Cart {
    count: i64,
}

#[live_component]
impl Cart {
    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

fn main() {}
