//! Hooks may be plain methods, without a context.

use loom::prelude::*;

#[live_component]
struct Page1 {
    visits: u32,
}

#[live_component]
impl Page1 {
    fn mount(&mut self) -> Option<Redirect> {
        self.visits += 1;
        None
    }

    fn connected(&mut self, cx: &mut Cx<Self>) -> Result<(), std::num::ParseIntError> {
        self.visits += "1".parse::<u32>()?;
        cx.title("Welcome");
        Ok(())
    }

    fn disconnected(&self) {}

    fn render(&self) -> Html {
        html! { <p>{self.visits}</p> }
    }
}
