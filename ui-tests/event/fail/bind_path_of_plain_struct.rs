//! A path goes through structs under `#[derive(Bind)]`.

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
    plain: Option<u8>,
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
            <input bind:value={self.order.address.street.name}>
        }
    }
}

fn main() {}
