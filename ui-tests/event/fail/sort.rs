//! `on:sort` stands directly around one keyed `for`, whose items are one element each.

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
            <div>
                // `on:sort` stands directly around its `for`.
                <section on:sort=moved>
                    <ol>for card in &self.cards { <li key={card.id}>{&card.text}</li> }</ol>
                </section>
                // Each list that is sorted has an element of its own.
                <ol on:sort=moved>
                    for card in &self.cards { <li key={card.id}>{&card.text}</li> }
                    for card in &self.cards { <li key={card.id}>{&card.text}</li> }
                </ol>
                // A drop is heard at its list.
                <ol on:sort.window=moved>for card in &self.cards { <li key={card.id}>{&card.text}</li> }</ol>
                // The order of a list is the server's.
                <ol on:sort=local(1)>for card in &self.cards { <li key={card.id}>{&card.text}</li> }</ol>
                // An item that is sorted is an element.
                <ol on:sort=moved>for card in &self.cards { <Tile key={card.id} text={&card.text}/> }</ol>
                // It is one element.
                <div on:sort=moved>for card in &self.cards { <b key={card.id}>{&card.text}</b> <i>"x"</i> }</div>
                // A drop is told of at once.
                <ol on:sort.debounce(300)=moved>for card in &self.cards { <li key={card.id}>{&card.text}</li> }</ol>
                // `on:sort` stands around a `for`.
                <ol on:sort=moved><li>"One"</li></ol>
                // Items that are sorted have keys.
                <ol on:sort=moved>for card in &self.cards { <li>{&card.text}</li> }</ol>
            </div>
        }
    }
}

fn main() {}
