//! The template of `live.rs` in maud, over a plain struct.

use maud::{Markup, html};

pub struct Card0 {
    pub title: String,
    pub items: Vec<String>,
    pub open: bool,
}

impl Card0 {
    pub fn render(&self) -> Markup {
        html! {
            section.card.open[self.open] {
                header {
                    h2 { (self.title) }
                    button data-l-click="toggle" { "Toggle" }
                }
                @if self.open {
                    ul {
                        @for (at, item) in self.items.iter().enumerate() {
                            li {
                                span.name { (item) }
                                button data-l-click={ "remove(" (at) ")" } title=(item) { "Remove" }
                            }
                        }
                    }
                } @else {
                    p { (self.items.len()) " items" }
                }
                footer { small { "Card 0" } }
            }
        }
    }
}
