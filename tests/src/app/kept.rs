//! Components that are joined, come back, and are kept in tokens.

use std::sync::atomic::Ordering;

use loom::prelude::*;

use super::Shared;

/// Counts its mounts, and connects.
#[live_component(name = "counted")]
pub struct Counted {
    mounted: usize,
    connected: usize,
}

#[live_component]
impl Counted {
    async fn mount(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        tokio::task::yield_now().await;
        self.mounted = cx.state::<Shared>()?.mounts.fetch_add(1, Ordering::SeqCst) + 1;
        Ok(())
    }

    async fn connected(&mut self) {
        tokio::task::yield_now().await;
        self.connected += 1;
    }

    fn render(&self) -> Html {
        html! { <p>{self.mounted}</p> <p>{self.connected}</p> }
    }
}

/// Is kept on the server only, and so are its props.
#[live_component(name = "held", resume = "server")]
pub struct Held {
    #[prop]
    step: i64,
}

#[live_component]
impl Held {
    fn render(&self) -> Html {
        html! { <output>{self.step}</output> }
    }
}

/// Keeps more than it shows.
#[live_component]
pub struct Large {
    #[prop]
    bytes: usize,
    text: String,
}

#[live_component]
impl Large {
    fn mount(&mut self) {
        self.text = "x".repeat(self.bytes);
    }

    #[event]
    fn grow(&mut self) {
        self.text.push('x');
    }

    fn render(&self) -> Html {
        html! { <button on:click=grow>{self.text.len()}</button> }
    }
}

/// Keeps what its visitor may not read.
#[live_component(name = "secretive")]
pub struct Secretive {
    tries: u32,
    #[state(secret)]
    pin: String,
}

#[live_component]
impl Secretive {
    fn mount(&mut self) {
        self.pin = "open sesame".to_owned();
    }

    #[event]
    fn reveal(&mut self) {
        self.tries += 1;
    }

    fn render(&self) -> Html {
        html! { <button on:click=reveal>{self.tries}</button> if self.tries > 0 { <p>{&self.pin}</p> } }
    }
}
