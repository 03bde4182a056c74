use loom::prelude::*;

#[live_component]
struct Timer {
    seconds: u64,
}

#[live_component]
impl Timer {
    #[event]
    fn set(&mut self, to: Value<std::time::Duration>) {
        self.seconds = to.as_secs();
    }

    fn render(&self) -> Html {
        html! { <p>{self.seconds}</p> }
    }
}

fn main() {}
