//! A page for the browser tests that a translator works on: texts of each kind that may change.

#![allow(missing_docs, reason = "it is read beside the browser test of its name")]

use std::time::Duration;

use loom::prelude::*;

/// A number in texts of every shape.
#[live_component]
pub struct Translated {
    count: u32,
    #[bind]
    name: String,
}

#[live_component]
impl Translated {
    #[event]
    fn more(&mut self) {
        self.count += 1;
    }

    /// Takes its time, so that what the button shows meanwhile is seen.
    #[event]
    async fn slowly(&mut self) {
        tokio::time::sleep(Duration::from_millis(300)).await;
        self.count += 1;
    }

    fn render(&self) -> Html {
        let count = self.count;
        let newest = (count.saturating_sub(2)..=count).rev();
        html! {
            <button id="more" type="button" on:click=more>"More than " {count}</button>
            <button id="slowly" type="button" on:click=slowly l-loading-text="Counting">"Slowly " {count}</button>
            <output id="count">{count}</output>
            <p id="sentence">"There are " {count} " things, " if count.is_multiple_of(2) { "even " {count} } else { "odd" } "."</p>
            <p id="branch">if count.is_multiple_of(2) { "even" } else { "odd" }</p>
            <p id="match">
                match count % 3 {
                    0 => { "none " <b>{count}</b> " over" }
                    1 => { <b>"one"</b> " over" }
                    _ => { "two over " {count} }
                }
            </p>
            <p id="inline">"Hello " <b>{count}</b> " and " <i>"more"</i></p>
            <ul id="rows">for row in newest.clone() { <li key={row}>"Row " {row} " of " {count}</li> }</ul>
            <p id="texts">for text in newest { {text} ", " }</p>
            <input id="name" bind:value={self.name} aria-label="Name"/>
            <output id="greeting">"Hello " {&self.name} "!"</output>
        }
    }
}
