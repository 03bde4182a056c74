//! Events that happen elsewhere, and controls that wait for their answer.
//!
//! A key pressed anywhere opens the palette, and a click outside closes it. The
//! list goes on when its end comes into view. Each order is sent once.

use std::time::Duration;

use loom::prelude::*;

use super::SIGNALS;
use crate::layout::{Icon, example};

/// The commands of the palette.
const COMMANDS: [&str; 4] = ["Wind the warp", "Tie the heddles", "Throw the shuttle", "Beat the weft"];

/// Each time the end of the list is seen it gets so many rows.
const STEP: u32 = 20;

#[live_component]
pub struct Signals {
    #[local]
    open: bool,
    done: Option<String>,
    #[state(default = STEP)]
    rows: u32,
    offline: bool,
    orders: u32,
    #[bind]
    wish: String,
    #[state(default = vec![])]
    wishes: Vec<String>,
}

#[live_component]
impl Signals {
    #[event]
    fn run(&mut self, command: usize) {
        self.done = COMMANDS.get(command).map(|&command| command.to_owned());
    }

    #[event]
    fn more(&mut self) {
        self.rows = (self.rows + STEP).min(200);
    }

    #[event]
    fn network(&mut self, offline: bool) {
        self.offline = offline;
    }

    #[event]
    async fn order(&mut self) {
        tokio::time::sleep(Duration::from_millis(700)).await;
        self.orders += 1;
    }

    #[event]
    async fn wish(&mut self) -> loom::Result<()> {
        tokio::time::sleep(Duration::from_millis(700)).await;
        if self.wish.to_lowercase().contains("polyester") {
            return Err(loom::Error::msg("There is no polyester here."));
        }
        self.wishes.push(std::mem::take(&mut self.wish));
        Ok(())
    }

    fn render(&self) -> Html {
        html! {
            <div
                class="instant"
                on:keydown.window.ctrl.k.prevent=local({ self.open = true; focus("commands") })
                on:online.window=network(false)
                on:offline.window=network(true)
            >
                <section class="stack">
                    <h2>"Keys anywhere, clicks outside"</h2>
                    <div class="row">
                        <button
                            class="button"
                            on:click=local(self.open = !self.open)
                            aria-expanded={local(self.open)}
                            aria-controls="commands"
                        >
                            "Commands " <kbd>"Ctrl K"</kbd>
                        </button>
                        <output class="muted small" aria-live="polite">
                            {self.done.as_deref().unwrap_or("Nothing was done yet.")}
                        </output>
                    </div>
                    <ul
                        id="commands"
                        tabindex=-1
                        class="palette"
                        aria-label="Commands"
                        hidden={local(!self.open)}
                        on:click.outside=local(self.open = false)
                        on:keydown.window.esc=local(self.open = false)
                    >
                        for (number, command) in COMMANDS.iter().enumerate() {
                            <li key={number}>
                                <button
                                    class="button"
                                    on:click=(run(number), local(self.open = false))
                                >
                                    {command}
                                </button>
                            </li>
                        }
                    </ul>
                    <p class="muted small">
                        if self.offline { "Your browser has no network." } else { "Your browser has a network." }
                    </p>
                </section>
                <section class="stack">
                    <h2>"A list that goes on"</h2>
                    <ol class="feed" tabindex=0 aria-label="Picks">
                        for row in 1..=self.rows {
                            <li key={row}>"Pick " {row}</li>
                        }
                        if self.rows < 200 {
                            for row in [self.rows] {
                                <li key={row} class="muted" on:visible.margin(100)=more>"More follows"</li>
                            }
                        }
                    </ol>
                    <p class="muted small number" role="status">{self.rows} " of 200 picks were sent."</p>
                </section>
                <section class="stack">
                    <h2>"Once at a time"</h2>
                    <div class="row">
                        <button class="button primary" on:click.exclusive=order l-loading-text="Ordering">"Order"</button>
                        <output class="number" aria-live="polite">{self.orders} " orders"</output>
                    </div>
                    <form class="stack" on:submit.exclusive.reset=wish l-loading="sending">
                        <div class="field">
                            <label for="wish">"Wish"</label>
                            <input id="wish" autocomplete="off" required bind:value={self.wish}>
                        </div>
                        <div class="row">
                            <button class="button"><Icon name="send"/> "Send"</button>
                            <span id="sending" class="muted small" hidden>"On its way"</span>
                        </div>
                    </form>
                    <ul class="notes">
                        for wish in &self.wishes { <li>{wish}</li> }
                    </ul>
                </section>
            </div>
        }
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let signals = live.mount(Signals::props()).await?;
    Ok(example(&live, &SIGNALS, html! { {signals} }))
}
