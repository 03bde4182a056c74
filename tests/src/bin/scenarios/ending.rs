//! Components that end their process.

use loom::prelude::*;

use crate::leaving::Release;

/// A component that can end the process, and one beside it.
pub async fn poison(live: &Live) -> loom::Result<Page> {
    let (poison, neighbor) = (live.mount(Poison::props()).await?, live.mount(Release::props()).await?);
    Ok(Page::new("Poison").icon("data:,").body(html! { <main>{poison} {neighbor}</main> }))
}

/// Has a handler that ends the process, as running out of memory does.
#[live_component]
pub struct Poison {
    count: u32,
}

#[live_component]
impl Poison {
    #[event]
    fn add(&mut self) {
        self.count += 1;
    }

    #[event]
    fn abort(&mut self) {
        std::process::abort();
    }

    fn render(&self) -> Html {
        html! {
            <button id="abort" on:click=abort>"Abort"</button>
            <button id="add" on:click=add>"Add"</button>
            <output id="count">{self.count}</output>
        }
    }
}

/// Ends the process when its page joins.
#[live_component]
pub struct Poisoned {}

#[live_component]
impl Poisoned {
    fn connected(&mut self) {
        std::process::abort();
    }

    fn render(&self) -> Html {
        html! { <p>"It is shown, and never live."</p> }
    }
}
