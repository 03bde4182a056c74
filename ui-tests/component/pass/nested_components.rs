//! A live component inside another, and inside a function component.

use loom::prelude::*;

#[live_component]
struct Child {
    #[prop]
    number: usize,
    #[prop(default)]
    bold: bool,
}

#[live_component]
impl Child {
    fn render(&self) -> Html {
        html! { <b class:bold={self.bold}>{self.number}</b> }
    }
}

#[component]
fn Around(number: usize) -> Html {
    html! { <section><Child number={number} bold={true}/></section> }
}

#[live_component]
struct Parent {
    count: usize,
}

#[live_component]
impl Parent {
    fn render(&self) -> Html {
        html! {
            for number in 0..self.count { <div key={number}><Child number={number}/></div> }
            <Around number={7}/>
        }
    }
}
