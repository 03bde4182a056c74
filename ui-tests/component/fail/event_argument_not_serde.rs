use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    fn wait(&mut self, _until: std::time::Instant) {}

    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

fn main() {}
