//! Parts of a form: rows that come, go and move while somebody types.

use std::time::Duration;

use loom::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Bind, Clone, Default, Serialize, Deserialize)]
struct Address {
    street: String,
    zip: Option<u32>,
}

#[derive(Bind, Clone, Default, Serialize, Deserialize)]
struct Line {
    #[bind(key)]
    id: u32,
    product: String,
    amount: f64,
}

/// Scenario 58: a nested form with a list of lines.
#[live_component]
pub struct Orders {
    #[bind]
    address: Address,
    #[bind]
    #[state(default = [10, 20, 30].map(|id| Line { id, product: String::new(), amount: f64::from(id) }).to_vec())]
    lines: Vec<Line>,
    last: u32,
    #[bind(changed = titled)]
    title: String,
    titles: Vec<String>,
}

#[live_component]
impl Orders {
    #[event]
    fn add(&mut self) {
        self.last += 1;
        self.lines.push(Line { id: 100 + self.last, ..Line::default() });
    }

    #[event]
    fn remove(&mut self, id: u32) {
        self.lines.retain(|line| line.id != id);
    }

    /// Takes long, and the rows are elsewhere when it answers.
    #[event]
    async fn turn(&mut self) {
        tokio::time::sleep(Duration::from_millis(400)).await;
        self.lines.reverse();
    }

    /// Runs after the title was set.
    #[event]
    async fn titled(&mut self) {
        tokio::task::yield_now().await;
        self.titles.push(self.title.clone());
    }

    #[event]
    fn double(&mut self, id: u32) {
        self.lines.iter_mut().filter(|line| line.id == id).for_each(|line| line.amount *= 2.0);
    }

    fn render(&self) -> Html {
        html! {
            <input id="street" aria-label="Street" bind:value={self.address.street}>
            <input id="zip" aria-label="Zip" bind:value={self.address.zip}>
            <small id="zip-error" bind:error={self.address.zip}></small>
            <ul>
                for line in bind(self.lines) {
                    <li key={line.id} id={format!("line{}", line.id)}>
                        <input class="product" aria-label="Product" bind:value={line.product}>
                        <input class="amount" aria-label="Amount" bind:value={line.amount}>
                        <small class="error" bind:error={line.amount}></small>
                        <button class="double" on:click=double(line.id)>"double"</button>
                        <button class="remove" on:click=remove(line.id)>"remove"</button>
                    </li>
                }
            </ul>
            <input id="title" aria-label="Title" bind:value.lazy={self.title}>
            <output id="titles">{self.titles.join(", ")}</output>
            <button id="add" on:click=add>"add"</button>
            <button id="turn" on:click=turn>"turn"</button>
            <output id="state">
                {&self.address.street} " " {self.address.zip.unwrap_or_default()}
                for line in &self.lines { {format!(" {}={}={}", line.id, line.product, line.amount)} }
            </output>
        }
    }
}
