//! Paths and rows that cannot be bound: one error each.

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
            // A row is found by a key of its type.
            <input bind:value={self.order.lines.by("a").name}>
            // Rows of a loop have keys.
            for row in bind(self.order.rows) { <input key={&row.name} bind:value={row.name}> }
            // The key of a row is not bound.
            for line in bind(self.order.lines) { <input key={line.id} bind:value={line.id}> }
            // A path goes through structs under `#[derive(Bind)]`.
            <input bind:value={self.order.address.street.name}>
            // `?` stands behind an `Option`.
            <input bind:value={self.order.address?.street}>
            // A field that is skipped is not bound.
            <input type="checkbox" bind:checked={self.order.address.checked}>
            // A control is bound to a value.
            <input bind:value={self.order.address}>
            // A path names fields that are there.
            <input bind:value={self.order.address.stret}>
            // A path goes through an `Option` by `?`.
            <input bind:value={self.order.gift.street}>
            // A row comes from `bind(...)`.
            for line in &self.order.lines { <input key={line.id} bind:value={line.name}> }
            // Rows have keys.
            <input bind:value={self.order.rows[0].name}>
        }
    }
}

fn main() {}
