//! Modifiers stand where the handler is bound.

use loom::{DomHandler, Html, component, event, html, live_component};

#[component]
fn Panel<'a>(
    #[prop(default)] on_close: Option<DomHandler<event::click>>,
    #[prop(default)] header: Html<'a>,
    #[prop(default)] children: Html<'a>,
) -> Html<'a> {
    html! { <section><h2 on:click={on_close}>{header}</h2>{children}</section> }
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
            <Panel on:close.prevent=increment/>
        }
    }
}

fn main() {}
