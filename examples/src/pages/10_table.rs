//! A thousand keyed rows, and the operations that lists are measured by.
//!
//! With a key, a row that moves is moved, and a row that changes sends its
//! changed cell. All other rows stay as they are. The state waits on the server:
//! in a token, a thousand rows would be sent to the page after each event.

use loom::prelude::*;
use serde::{Deserialize, Serialize};

use super::TABLE;
use crate::layout::{Icon, example};

const MOST: usize = 10_000;
const ADJECTIVES: [&str; 8] =
    ["plain", "pretty", "large", "small", "tall", "odd", "quiet", "elegant"];
const COLORS: [&str; 8] =
    ["red", "yellow", "blue", "green", "indigo", "madder", "white", "ochre"];
const NOUNS: [&str; 8] =
    ["shawl", "carpet", "ribbon", "blanket", "sail", "tapestry", "scarf", "kilim"];

#[derive(Serialize, Deserialize)]
struct Item {
    id: u32,
    label: String,
}

/// A table of things that came off the loom.
#[live_component(resume = "server")]
pub struct Table {
    rows: Vec<Item>,
    selected: Option<u32>,
    next: u32,
}

#[live_component]
impl Table {
    fn mount(&mut self) {
        self.append(1_000);
    }

    #[event]
    fn append(&mut self, count: u32) {
        for _ in 0..count.min(MOST.saturating_sub(self.rows.len()) as u32) {
            self.next += 1;
            self.rows.push(Item { id: self.next, label: label(self.next) });
        }
    }

    #[event]
    fn replace(&mut self) {
        self.rows.clear();
        self.append(1_000);
    }

    #[event]
    fn update_tenth(&mut self) {
        for row in self.rows.iter_mut().step_by(10) {
            row.label.push('!');
        }
    }

    #[event]
    fn swap(&mut self) {
        let last = self.rows.len().saturating_sub(2);
        if last > 1 {
            self.rows.swap(1, last);
        }
    }

    #[event]
    fn clear(&mut self) {
        self.rows.clear();
    }

    #[event]
    fn select(&mut self, id: u32) {
        self.selected = (self.selected != Some(id)).then_some(id);
    }

    #[event]
    fn remove(&mut self, id: u32) {
        self.rows.retain(|row| row.id != id);
    }

    fn render(&self) -> Html {
        html! {
            <div class="stack">
                <div class="row" role="group" aria-label="Change the table">
                    <button class="button" on:click=replace>"Create 1,000"</button>
                    <button class="button" on:click=append(1_000) disabled={self.rows.len() >= MOST}>
                        "Append 1,000"
                    </button>
                    <button class="button" on:click=update_tenth>"Update every 10th"</button>
                    <button class="button" on:click=swap>"Swap two"</button>
                    <button class="button" on:click=clear disabled={self.rows.is_empty()}>
                        "Clear"
                    </button>
                </div>
                <p class="muted small" role="status">{self.rows.len()} " rows"</p>
                <div class="table" tabindex="0" role="region" aria-label="Rows">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">"No."</th>
                                <th scope="col">"Piece"</th>
                                <th scope="col"><span class="visually-hidden">"Remove"</span></th>
                            </tr>
                        </thead>
                        <tbody>
                            for row in &self.rows {
                                <tr key={row.id} class:selected={self.selected == Some(row.id)}>
                                    <td class="number">{row.id}</td>
                                    <td>
                                        <button class="link" on:click=select(row.id)>
                                            {&row.label}
                                        </button>
                                    </td>
                                    <td>
                                        <button
                                            class="link danger"
                                            aria-label={format!("Remove no. {}", row.id)}
                                            on:click=remove(row.id)
                                        >
                                            <Icon name="x"/>
                                        </button>
                                    </td>
                                </tr>
                            }
                        </tbody>
                    </table>
                </div>
            </div>
        }
    }
}

/// The name of the piece of this number.
fn label(n: u32) -> String {
    // Multiplied, so that neighbors differ in every word.
    let word = |words: [&'static str; 8], factor: u32| {
        let at = (n.wrapping_mul(factor) >> 7) as usize % words.len();
        words.get(at).copied().unwrap_or_default()
    };
    format!("{} {} {}", word(ADJECTIVES, 2_654_435), word(COLORS, 40_503), word(NOUNS, 69_069))
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let table = live.mount(Table::props()).await?;
    Ok(example(&live, &TABLE, html! { {table} }))
}
