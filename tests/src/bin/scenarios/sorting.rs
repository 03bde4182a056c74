//! Items that are dragged within lists and between them.

use std::sync::LazyLock;

use loom::prelude::*;
use serde::{Deserialize, Serialize};

/// Keys that a browser would round.
const FIRST: u64 = 1 << 60;

const LIST: &str = "min-height: 40px; width: 300px; margin: 8px; padding: 4px; list-style: none";
const ITEM: &str = "height: 30px; margin: 4px 0; background: #ddd";

static CHANGES: LazyLock<Topic<Change>> = LazyLock::new(Topic::new);

/// A change of all boards by another visitor.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Change {
    /// Puts a new card before all others of a list.
    Add(usize),
    /// Removes the first card of a list.
    Remove(usize),
    /// Takes a list away.
    Close(usize),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Card {
    id: u64,
    text: String,
}

#[live_component]
pub struct Sorting {
    lists: Vec<Vec<Card>>,
    closed: Option<usize>,
    names: Vec<String>,
    next: u64,
    refuses: bool,
    clicks: u32,
    moves: Vec<String>,
}

#[live_component]
impl Sorting {
    fn mount(&mut self) {
        self.lists = vec![Vec::new(); 3];
        for list in [0, 0, 0, 0, 1, 1] {
            let card = self.card();
            self.list(list).push(card);
        }
        self.names = ["one", "two", "three"].map(str::to_owned).into();
    }

    fn connected(&mut self, cx: &mut Cx<Self>) {
        CHANGES.subscribe(cx, |board, _, change| board.change(change));
    }

    /// A list that the page has, of which there are three.
    #[expect(clippy::indexing_slicing, reason = "there are lists")]
    fn list(&mut self, number: usize) -> &mut Vec<Card> {
        let last = self.lists.len() - 1;
        &mut self.lists[number.min(last)]
    }

    fn card(&mut self) -> Card {
        let letter = char::from(b'A' + u8::try_from(self.next % 26).unwrap_or_default());
        self.next += 1;
        Card { id: FIRST + self.next, text: letter.to_string() }
    }

    fn change(&mut self, change: &Change) {
        match change {
            Change::Add(list) => {
                let card = self.card();
                self.list(*list).insert(0, card);
            }
            Change::Remove(list) => {
                self.list(*list).remove(0);
            }
            Change::Close(list) => self.closed = Some(*list),
        }
    }

    #[event]
    fn moved(&mut self, to: usize, sorted: Sorted<u64, usize>) -> loom::Result<()> {
        if self.refuses {
            return Err(loom::Error::msg("refused"));
        }
        let from = self.lists.get_mut(sorted.from).ok_or_else(|| loom::Error::msg("there is no such list"))?;
        let card = sorted.take(from, |card| card.id)?;
        self.moves.push(format!("{}{}>{to}@{}", card.text, sorted.from, sorted.position));
        sorted.put(self.list(to), card, |card| card.id);
        Ok(())
    }

    #[event]
    fn ordered(&mut self, sorted: Sorted<String>) -> loom::Result<()> {
        sorted.within(&mut self.names, String::clone)
    }

    #[event]
    fn click(&mut self) {
        self.clicks += 1;
    }

    #[event]
    fn refuse(&mut self) {
        self.refuses = true;
    }

    #[event]
    fn push(&mut self, what: String, list: usize) {
        CHANGES.publish(match what.as_str() {
            "add" => Change::Add(list),
            "close" => Change::Close(list),
            _ => Change::Remove(list),
        });
    }

    fn render(&self) -> Html {
        html! {
            <output id="clicks">{self.clicks}</output>
            <output id="moves">{self.moves.join(",")}</output>
            <button id="refuse" on:click=refuse aria-pressed={self.refuses.to_string()}>"Refuse"</button>
            <button id="add" on:click=push("add", 0)>"Add"</button>
            <button id="remove" on:click=push("remove", 0)>"Remove"</button>
            <button id="close" on:click=push("close", 1)>"Close"</button>
            for (number, cards) in self.lists.iter().enumerate() {
                if self.closed != Some(number) {
                    <ol key={number} style={LIST} id={format!("list-{number}")} aria-label={format!("List {number}")} on:sort=moved(number)>
                        for card in cards {
                            <li key={card.id} style={ITEM} aria-label={card.text.clone()} id={card.text.clone()}>
                                <span>{&card.text}</span> <button on:click=click>"Click"</button> <input aria-label="Note">
                            </li>
                        }
                    </ol>
                }
            }
            <ol style={LIST} id="names" on:sort=ordered l-sort-dropped="{item} liegt an Stelle {position} von {count}.">
                for name in &self.names {
                    <li key={name} style={ITEM} id={name}><button l-sort-handle aria-label={format!("Move {name}")}>"::"</button> <b>{name}</b></li>
                }
            </ol>
            <div style="height: 2000px">"Space"</div>
        }
    }
}
