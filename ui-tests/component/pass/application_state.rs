//! Values that the application shares, found by their type.

use std::sync::Mutex;

use loom::prelude::*;

struct Store(Mutex<Vec<String>>);

#[live_component]
struct Lines {
    lines: Vec<String>,
}

#[live_component]
impl Lines {
    async fn mount(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        let store = cx.state::<Store>()?;
        self.lines = store.0.lock().map_err(|_| loom::Error::msg("poisoned"))?.clone();
        Ok(())
    }

    fn render(&self) -> Html {
        html! { <ul>for line in &self.lines { <li>{line}</li> }</ul> }
    }
}
