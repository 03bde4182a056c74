//! An extractor cannot ask for data that the event does not carry.

use loom::{Html, Form, html, live_component};

type Fields = std::collections::BTreeMap<String, String>;

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

    #[event]
    fn send(&mut self, form: Form<Fields>) {
        self.count = i64::from(!form.is_empty());
    }

    fn render(&self) -> Html {
        html! {
            <button on:click=send>"x"</button>
        }
    }
}

fn main() {}
