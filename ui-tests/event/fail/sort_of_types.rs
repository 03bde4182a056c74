//! A drop supplies the key of the list, and nothing else does.

use loom::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Serialize, Deserialize)]
struct Card {
    id: u64,
    text: String,
}

#[derive(Hash)]
struct Id(u64);

#[live_component]
pub struct Board {
    cards: Vec<Card>,
}

#[live_component]
impl Board {
    #[event]
    fn moved(&mut self, sorted: Sorted<u64>) -> loom::Result<()> {
        sorted.within(&mut self.cards, |card| card.id)
    }

    #[event]
    fn noted(&mut self) {}

    #[event]
    fn typed(&mut self, text: Value<String>) {
        self.cards.retain(|card| card.text != text.0);
    }

    fn render(&self) -> Html {
        html! {
            <div>
                // A key that is sorted by can be written.
                <ol on:sort=noted>for card in &self.cards { <li key={Id(card.id)}>{&card.text}</li> }</ol>
                // The key is of the type that the handler takes.
                <ol on:sort=moved>for card in &self.cards { <li key={&card.text}>{&card.text}</li> }</ol>
                // A drop supplies no value.
                <ol on:sort=typed>for card in &self.cards { <li key={card.id}>{&card.text}</li> }</ol>
                // Only a drop supplies the item that was sorted.
                <button on:click=moved>"x"</button>
            </div>
        }
    }
}

fn main() {}
