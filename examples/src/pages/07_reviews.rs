//! Live components within a live component.
//!
//! The list renders one `<Stars>` a book. Each has state of its own, the star
//! under the pointer, and tells the list what was chosen by a typed callback.

use loom::prelude::*;
use serde::{Deserialize, Serialize};

use super::REVIEWS;
use crate::layout::{Icon, example};

/// Five stars to choose from.
#[live_component]
pub struct Stars {
    #[prop(into)]
    label: String,
    #[prop]
    value: u8,
    #[prop]
    on_rate: Callback<u8>,
    hovered: Option<u8>,
}

#[live_component]
impl Stars {
    #[event]
    fn rate(&mut self, stars: u8, cx: &mut Cx<Self>) {
        self.value = stars;
        self.hovered = None;
        self.on_rate.call(cx, stars);
    }

    #[event]
    fn hover(&mut self, stars: u8) {
        self.hovered = Some(stars);
    }

    #[event]
    fn leave(&mut self) {
        self.hovered = None;
    }

    fn render(&self) -> Html {
        let lit = self.hovered.unwrap_or(self.value);
        html! {
            <div class="stars" role="radiogroup" aria-label={&self.label} on:mouseleave=leave>
                for star in 1..=5_u8 {
                    <label key={star} class:lit={star <= lit} on:mouseenter=hover(star)>
                        <input
                            type="radio"
                            class="visually-hidden"
                            name={&self.label}
                            aria-label={if star == 1 { "1 star".to_owned() } else { format!("{star} stars") }}
                            checked={star == self.value}
                            on:change=rate(star)
                        />
                        <Icon name="star"/>
                    </label>
                }
            </div>
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Book {
    title: String,
    author: String,
    stars: u8,
}

/// Books about weaving, and what the visitor thinks of them.
#[live_component]
pub struct Reviews {
    books: Vec<Book>,
}

#[live_component]
impl Reviews {
    fn mount(&mut self) {
        let books = [
            ("On Weaving", "Anni Albers", 5),
            ("The Fabric of Civilization", "Virginia Postrel", 4),
            ("The Golden Thread", "Kassia St Clair", 0),
            ("Women’s Work: The First 20,000 Years", "Elizabeth Wayland Barber", 0),
        ];
        let book = |(title, author, stars): (&str, &str, u8)| {
            Book { title: title.to_owned(), author: author.to_owned(), stars }
        };
        self.books = books.map(book).into();
    }

    #[event]
    fn rated(&mut self, book: usize, stars: Detail<u8>) {
        if let Some(book) = self.books.get_mut(book) {
            book.stars = *stars;
        }
    }

    #[event]
    fn forget(&mut self) {
        for book in &mut self.books {
            book.stars = 0;
        }
    }

    fn average(&self) -> Option<f64> {
        let rated: Vec<f64> =
            self.books.iter().filter(|book| book.stars > 0).map(|book| book.stars.into()).collect();
        (!rated.is_empty()).then(|| rated.iter().sum::<f64>() / rated.len() as f64)
    }

    fn render(&self) -> Html {
        html! {
            <div class="stack">
                <ul class="books">
                    for (n, book) in self.books.iter().enumerate() {
                        <li key={n}>
                            <p class="title">{&book.title}</p>
                            <p class="muted small">{&book.author}</p>
                            <Stars
                                label={format!("Stars for {}", book.title)}
                                value={book.stars}
                                on:rate=rated(n)
                            />
                        </li>
                    }
                </ul>
                <div class="row spread">
                    <p aria-live="polite">
                        if let Some(average) = self.average() {
                            "On average " <strong class="number">{format!("{average:.1}")}</strong> " stars"
                        } else {
                            <span class="muted">"Nothing rated yet"</span>
                        }
                    </p>
                    <button class="button" on:click=forget>"Clear the ratings"</button>
                </div>
            </div>
        }
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let reviews = live.mount(Reviews::props()).await?;
    Ok(example(&live, &REVIEWS, html! { {reviews} }))
}
