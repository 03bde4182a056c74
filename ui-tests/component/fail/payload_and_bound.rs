use loom::prelude::*;

#[live_component]
struct Piano {}

#[live_component]
impl Piano {
    #[event]
    fn play(&mut self, #[payload] #[bound] key: Key) {}

    fn render(&self) -> Html {
        html! { <p>"piano"</p> }
    }
}

fn main() {}
