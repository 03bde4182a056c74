use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    fn render(&self, _cx: &mut Cx<Self>) -> Html {
        html! { <p>{self.count}</p> }
    }
}

fn main() {}
