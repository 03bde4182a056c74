use loom::prelude::*;

#[live_component]
struct Counter {
    #[prop(defualt = 1)]
    step: i64,
    count: i64,
}

#[live_component]
impl Counter {
    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

fn main() {}
