//! Answers that arrive while the user types.

use std::time::Duration;

use loom::prelude::*;

/// Scenarios 1 to 3: what the server says while the user types.
#[live_component]
pub struct Typing {
    #[bind]
    text: String,
    shouted: String,
    pushes: u32,
}

#[live_component]
impl Typing {
    /// Changes the text from elsewhere, as another visitor would.
    #[event]
    fn push(&mut self, cx: &mut Cx<Self>) {
        cx.after(Duration::from_millis(1), |typing, _| {
            typing.pushes += 1;
            typing.text = format!("pushed {}", typing.pushes);
        });
    }

    #[event]
    fn shout(&mut self, text: Value<String>) {
        self.shouted = text.to_uppercase();
    }

    #[event]
    fn send(&mut self) {
        self.text.clear();
    }

    fn render(&self) -> Html {
        html! {
            <form on:submit=send>
                <input id="text" bind:value={self.text} aria-label="Text"/>
                <output id="echo">{&self.text}</output>
            </form>
            <input id="shout" value={&self.shouted} on:input=shout aria-label="Shout"/>
            <output id="pushes">{self.pushes}</output>
            <button type="button" id="push" on:click=push>"Push"</button>
        }
    }
}
