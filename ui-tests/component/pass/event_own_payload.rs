//! An extractor of one's own, marked `#[payload]`.

use loom::{Error, EventCall, FromEvent, SuppliedBy, prelude::*};

#[derive(Debug)]
struct Words(Vec<String>);

impl FromEvent for Words {
    fn from_event(call: &EventCall<'_>) -> Result<Self, Error> {
        let Value(text) = Value::<String>::from_event(call)?;
        Ok(Self(text.split(' ').map(str::to_owned).collect()))
    }
}

impl SuppliedBy<event::input> for Words {}

#[live_component]
struct Search {
    words: Vec<String>,
}

#[live_component]
impl Search {
    #[event]
    fn search(&mut self, #[payload] words: Words) {
        self.words = words.0;
    }

    fn render(&self) -> Html {
        html! { <input on:input=search> }
    }
}
