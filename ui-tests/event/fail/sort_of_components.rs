//! An item that is sorted is an element.

use loom::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Serialize, Deserialize)]
struct Card {
    id: u64,
    text: String,
}

#[component]
fn Tile<'a>(text: &'a str) -> Html<'a> {
    html! { <li>{text}</li> }
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
            <ol on:sort=moved>
                for card in &self.cards { <Tile key={card.id} text={&card.text}/> }
            </ol>
        }
    }
}

fn main() {}
