//! A component that is large for a moment.

use loom::prelude::*;

/// Shows a text of 60 KiB when it is opened, and forgets it when it is closed.
#[live_component]
pub struct Article {
    open: bool,
}

#[live_component]
impl Article {
    #[event]
    fn open(&mut self) {
        self.open = true;
    }

    #[event]
    fn close(&mut self) {
        self.open = false;
    }

    fn render(&self) -> Html {
        let line = "All that is written here is only as long as it is. ";
        html! {
            <button on:click=open>"open"</button>
            <button on:click=close>"close"</button>
            if self.open {
                <article>
                    for paragraph in 0..60 {
                        <p key={paragraph}>{line.repeat(1024 / line.len() + 1)}</p>
                    }
                </article>
            }
        }
    }
}
