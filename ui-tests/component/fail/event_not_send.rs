use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    async fn load(&mut self) {
        let shared = std::rc::Rc::new(1);
        std::future::ready(()).await;
        self.count = *shared;
    }

    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

fn main() {}
