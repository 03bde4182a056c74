//! Components that hold something: a secret, a right, memory, or time.

use std::time::Duration;

use loom::prelude::*;

/// Holds a word and what the word says, which nobody may know.
#[live_component(name = "sealed", secret)]
pub struct Sealed {
    #[prop]
    word: String,
    is_true: bool,
    length: usize,
}

#[live_component]
impl Sealed {
    fn mount(&mut self) {
        self.is_true = self.word == "true";
        self.length = self.word.len();
    }

    fn render(&self) -> Html {
        html! { <p>"It is not told."</p> }
    }
}

/// Something that not everybody may do.
#[live_component(name = "vault")]
pub struct Vault {
    opened: u32,
    seen: u32,
    #[bind]
    label: String,
}

#[live_component]
impl Vault {
    #[event]
    fn open(&mut self) {
        self.opened += 1;
    }

    #[event]
    fn look(&mut self) {
        self.seen += 1;
    }

    fn render(&self) -> Html {
        html! {
            <output>{self.opened}</output> <i>{self.seen}</i> <b>{&self.label}</b>
            <button on:click=open>"open"</button>
            <button on:click=look>"look"</button>
            <input bind:value={self.label}>
        }
    }
}

/// Shows a vault when asked to.
#[live_component(name = "outer")]
pub struct Outer {
    shown: bool,
}

#[live_component]
impl Outer {
    #[event]
    fn show(&mut self) {
        self.shown = true;
    }

    fn render(&self) -> Html {
        html! { <button on:click=show>"show"</button> if self.shown { <Vault/> } }
    }
}

/// Keeps whatever it is given, and grows by itself.
#[live_component(name = "hoarder")]
pub struct Hoarder {
    texts: Vec<String>,
}

#[live_component]
impl Hoarder {
    #[event]
    fn keep(&mut self, text: Value<String>) {
        self.texts.push(text.into_inner());
    }

    #[event]
    fn grow(&mut self) {
        self.texts.push("x".repeat(10_000));
    }

    fn render(&self) -> Html {
        html! { <output>{self.texts.len()}</output> <input on:change=keep> <button on:click=grow>"grow"</button> }
    }
}

/// Is kept on the server only.
#[live_component(name = "guest", resume = "server")]
pub struct Guest {
    count: u32,
}

#[live_component]
impl Guest {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }

    fn render(&self) -> Html {
        html! { <output>{self.count}</output> <button on:click=increment>"+"</button> }
    }
}

/// Has handlers that take too long.
#[live_component(name = "sleeper")]
pub struct Sleeper {
    count: i64,
}

#[live_component]
impl Sleeper {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }

    #[event]
    async fn sleep(&mut self) {
        self.count = 100;
        tokio::time::sleep(Duration::from_secs(3_600)).await;
        self.count = 200;
    }

    fn render(&self) -> Html {
        html! {
            <output>{self.count}</output>
            <button on:click=increment>"+"</button>
            <button on:click=sleep>"sleep"</button>
        }
    }
}
