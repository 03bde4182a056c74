//! `bind(...)` takes a place.

use loom::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Bind, Clone, Default, Serialize, Deserialize)]
struct Address {
    street: String,
    #[bind(skip)]
    checked: bool,
}

#[derive(Clone, Default, Serialize, Deserialize)]
struct Plain {
    name: String,
}

#[derive(Bind, Clone, Default, Serialize, Deserialize)]
struct Row {
    name: String,
}

#[derive(Bind, Clone, Default, Serialize, Deserialize)]
struct Line {
    #[bind(key)]
    id: u32,
    name: String,
}

#[derive(Bind, Clone, Default, Serialize, Deserialize)]
struct Data {
    address: Address,
    gift: Option<Address>,
    rows: Vec<Row>,
    lines: Vec<Line>,
    #[bind(skip)]
    plain: Plain,
}

#[live_component]
struct Order {
    #[bind]
    order: Data,
}

#[live_component]
impl Order {
    fn render(&self) -> Html {
        html! {
            for line in bind(&self.order.lines) { <input key={line.id} bind:value={line.name}> }
        }
    }
}

fn main() {}
