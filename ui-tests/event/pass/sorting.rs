//! Lists that can be sorted.

use loom::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Serialize, Deserialize)]
pub struct Card {
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
    fn between(&mut self, to: usize, name: String, sorted: Sorted<(u64, String), (usize, String)>) -> loom::Result<()> {
        let (from, _) = sorted.from;
        let mut lists = [std::mem::take(&mut self.cards), std::mem::take(&mut self.more)];
        let card = sorted.take(&mut lists[from], |card| (card.id, card.text.clone()))?;
        let index = sorted.put(&mut lists[to], card, |card| (card.id, card.text.clone()));
        [self.cards, self.more] = lists;
        self.cards.retain(|card| card.text != name || index > 0);
        Ok(())
    }

    fn render(&self) -> Html {
        html! {
            <ol on:sort=moved>
                for card in &self.cards { <li key={card.id}>{&card.text}</li> }
            </ol>
            <ul on:sort.once=moved l-sort-help="Drag it.">
                <li>"Head"</li>
                if self.cards.is_empty() { <li>"None"</li> } else {
                    for card in &self.more {
                        if card.id == 1 {
                            <li key={card.id} tabindex=-1>{&card.text}</li>
                        } else {
                            <li key={card.id}><button l-sort-handle aria-label="Move">"::"</button> <input aria-label="Text"></li>
                        }
                    }
                }
            </ul>
            for (list, cards) in [&self.cards, &self.more].into_iter().enumerate() {
                <ol key={list} on:sort=between(list, "x".to_owned())>
                    for card in cards { <li key={(card.id, &card.text)}>{&card.text}</li> }
                </ol>
            }
        }
    }
}
