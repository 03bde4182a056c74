//! Methods that are not events are just methods; `-> Html` without a lifetime does not warn.
#![deny(warnings)]

use loom::prelude::*;

#[live_component]
struct List {
    items: Vec<String>,
}

#[live_component]
impl List {
    const MOST: usize = 3;

    fn row(&self, item: &str) -> Html<'static> {
        let item = item.to_owned();
        html! { <li>{item}</li> }
    }

    fn head(&self) -> Html {
        html! { <h2>{self.items.len()} "of" {Self::MOST}</h2> }
    }

    fn render(&self) -> Html {
        html! {
            {self.head()}
            <ul>for item in &self.items { {self.row(item)} }</ul>
        }
    }
}

impl List {
    fn is_full(&self) -> bool {
        self.items.len() >= Self::MOST
    }
}

#[test]
fn other_methods_stay() {
    use loom::Props;
    assert!(!List::props().build().is_full());
}
