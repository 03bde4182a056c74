//! A board: cards are dragged within columns and between them.
//!
//! `on:sort` stands on each list, with the number of its column as the argument of
//! one handler: such lists exchange their items. A card stands at its new place
//! at once, and the answer confirms it. All visitors share the board, so a card
//! may have gone elsewhere meanwhile.

use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use loom::prelude::*;
use serde::{Deserialize, Serialize};

use super::BOARD;
use crate::layout::example;

const COLUMNS: [&str; 3] = ["To weave", "On the loom", "Finished"];

/// Says that the board has changed.
static CHANGED: LazyLock<Topic<()>> = LazyLock::new(Topic::new);
static CARDS: LazyLock<Mutex<Columns>> = LazyLock::new(|| Mutex::new(first()));

type Columns = [Vec<Card>; COLUMNS.len()];

#[derive(Clone, Serialize, Deserialize)]
struct Card {
    id: u32,
    text: String,
}

#[live_component]
pub struct Board {
    columns: Columns,
}

#[live_component]
impl Board {
    fn mount(&mut self) {
        self.read();
    }

    fn connected(&mut self, cx: &mut Cx<Self>) {
        CHANGED.subscribe(cx, |board, _, ()| board.read());
        self.read();
    }

    fn read(&mut self) {
        self.columns = cards().clone();
    }

    #[event]
    fn moved(&mut self, to: usize, sorted: Sorted<u32, usize>, cx: &mut Cx<Self>) {
        if put(to, &sorted) {
            CHANGED.publish(());
        } else {
            cx.flash(Level::Info, "Somebody else has moved this card.");
        }
        self.read();
    }

    fn render(&self) -> Html {
        html! {
            <div class="board">
                for (number, (title, cards)) in COLUMNS.iter().zip(&self.columns).enumerate() {
                    <section key={number} class="column">
                        <h2 id={format!("column-{number}")}>
                            {title} " " <span class="muted number">{cards.len()}</span>
                        </h2>
                        <ol aria-label={title} on:sort=moved(number)>
                            for card in cards {
                                <li key={card.id}>{&card.text}</li>
                            }
                        </ol>
                    </section>
                }
            </div>
        }
    }
}

fn cards() -> MutexGuard<'static, Columns> {
    CARDS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Moves a card to the column `to`, which the page has named. False if it is not where
/// the browser says.
fn put(to: usize, sorted: &Sorted<u32, usize>) -> bool {
    let mut cards = cards();
    let from = cards.get_mut(sorted.from);
    let card = from.and_then(|from| sorted.take(from, |card| card.id).ok());
    match (card, cards.get_mut(to)) {
        (Some(card), Some(list)) => sorted.put(list, card, |card| card.id),
        _ => return false,
    };
    true
}

/// The board as the program finds it.
fn first() -> Columns {
    let mut id = 0;
    let mut column = |texts: &[&str]| {
        let card = |text: &&str| {
            id += 1;
            Card { id, text: (*text).to_owned() }
        };
        texts.iter().map(card).collect()
    };
    [
        column(&["Blanket for the cradle", "Six napkins", "Curtain, linen", "Band for a hat"]),
        column(&["Rug in twill", "Scarf, merino"]),
        column(&["Tea towels"]),
    ]
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let board = live.mount(Board::props()).await?;
    Ok(example(&live, &BOARD, html! { {board} }))
}

#[cfg(test)]
mod tests {
    use loom::testing::App;

    use super::*;

    #[tokio::test]
    async fn all_visitors_see_where_a_card_was_dropped() -> loom::Result<()> {
        let app = App::new();
        let (mut ada, mut bob) = (app.mount(Board::props()).await?, app.mount(Board::props()).await?);
        let [first, second, third] = ["To weave", "On the loom", "Finished"].map(|title| format!("ol[aria-label={title:?}]"));
        ada.sort("li:text(Six napkins)", &second, 1).await?;
        bob.settle().await?;
        for view in [&ada, &bob] {
            assert!(view.has(&format!("{second} li:text(Rug in twill) + li:text(Six napkins)")), "{}", view.html());
            assert!(!view.has(&format!("{first} li:text(Six napkins)")));
        }
        // Within a column, and to an end.
        bob.sort("li:text(Six napkins)", &second, 0).await?;
        bob.sort("li:text(Scarf, merino)", &third, 1).await?;
        assert!(bob.has(&format!("{second} li:text(Six napkins) + li:text(Rug in twill)")));
        assert!(bob.has(&format!("{third} li:text(Tea towels) + li:text(Scarf, merino)")));
        // Ada has not heard of it, and drags what is not there any more.
        let gone = ada.sort("li:text(Scarf, merino)", &first, 0).await;
        assert!(gone.is_ok(), "{gone:?}");
        assert!(ada.has(&format!("{third} li:text(Scarf, merino)")));
        assert!(ada.sort("li:text(Tea towels)", &first, 99).await.is_err(), "there is no such place");
        assert!(ada.sort("h2", &second, 0).await.is_err(), "a heading is no card");
        Ok(())
    }
}
