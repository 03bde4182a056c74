//! Only a drop supplies what was sorted.

use loom::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Serialize, Deserialize)]
struct Card {
    id: u64,
    text: String,
}

#[live_component]
pub struct Board {
    cards: Vec<Card>,
    more: Vec<Card>,
}

#[live_component]
impl Board {
    #[event]
    fn moved(&mut self, sorted: Sorted<u64>) -> loom::Result<()> {
        sorted.within(&mut self.cards, |card| card.id)
    }

    #[event]
    fn typed(&mut self, text: Value<String>) {
        self.cards.retain(|card| card.text != text.0);
    }

    fn render(&self) -> Html {
        html! {
            <button on:click=moved>"x"</button>
        }
    }
}

fn main() {}
