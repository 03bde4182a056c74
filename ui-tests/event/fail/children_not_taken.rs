//! A component without children takes none.

use loom::{Html, component, html, live_component};

#[component]
fn Card(title: &'static str, #[prop(default)] wide: bool) -> Html<'static> {
    html! { <p class:wide={wide}>{title}</p> }
}

#[live_component]
pub struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }

    #[event]
    fn set(&mut self, to: i64) {
        self.count = to;
    }

    fn render(&self) -> Html {
        html! {
            <Card title="x">"y"</Card>
        }
    }
}

fn main() {}
