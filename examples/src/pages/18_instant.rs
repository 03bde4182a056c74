//! Work that the browser does by itself, and ahead of the server.
//!
//! `local(...)` is Rust that both evaluate: the server for the first HTML, the
//! browser from then on. A `#[mirror]` field shows an answer before it is there.

use loom::prelude::*;
use serde::{Deserialize, Serialize};

use super::INSTANT;
use crate::layout::{Icon, example};

#[derive(Choice, Clone, Copy, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub enum Tab {
    Washing,
    Drying,
    Ironing,
}

/// The fabrics that the filter looks through.
const FABRICS: [&str; 8] =
    ["Batiste", "Canvas", "Damask", "Denim", "Flannel", "Jersey", "Muslin", "Velvet"];

#[live_component]
pub struct Instant {
    #[local]
    open: bool,
    #[local(tab)]
    #[state(default = Tab::Washing)]
    tab: Tab,
    #[local]
    picked: Vec<String>,
    #[bind]
    filter: String,
    #[bind]
    note: String,
    #[mirror]
    likes: u32,
    clicks: u32,
    #[state(default = vec![])]
    notes: Vec<String>,
}

#[live_component]
impl Instant {
    /// The server does not take every fourth like.
    #[event]
    fn like(&mut self) {
        self.clicks += 1;
        if !self.clicks.is_multiple_of(4) {
            self.likes += 1;
        }
    }

    #[event]
    fn keep(&mut self, cx: &mut Cx<Self>) {
        self.notes.push(std::mem::take(&mut self.note));
        cx.page().focus("note");
    }

    fn render(&self) -> Html {
        html! {
            <div class="instant">
                <section class="stack">
                    <h2>"Menu and dialog"</h2>
                    <div class="row">
                        <button
                            class="button"
                            on:click=local(self.open = !self.open)
                            aria-expanded={local(self.open)}
                            aria-controls="care"
                        >
                            "Care " <Icon name="chevron-down"/>
                        </button>
                        <button class="button" on:click=local({ show("about"); focus("understood") })>
                            "Explain"
                        </button>
                    </div>
                    <div id="care" class="stack" hidden={local(!self.open)}>
                        <div class="segmented" role="tablist" aria-label="Care">
                            for tab in Tab::ALL {
                                <button
                                    key={tab}
                                    role="tab"
                                    on:click=local(self.tab = *tab)
                                    aria-selected={local(self.tab == *tab)}
                                >
                                    {tab.label()}
                                </button>
                            }
                        </div>
                        <p role="tabpanel">
                            {local(match self.tab {
                                Tab::Washing => "By hand, in lukewarm water.",
                                Tab::Drying => "Flat, in the shade.",
                                Tab::Ironing => "While it is damp, from the back.",
                            })}
                        </p>
                    </div>
                    <dialog id="about" aria-labelledby="about-title">
                        <div class="stack">
                            <h2 id="about-title">"Nothing was asked of the server"</h2>
                            <p>"Opening this dialog and choosing its focus took no round trip."</p>
                            <button id="understood" class="button primary" on:click=local(close("about"))>
                                "Understood"
                            </button>
                        </div>
                    </dialog>
                </section>
                <section class="stack">
                    <h2>"Filter and choice"</h2>
                    <div class="field">
                        <label for="fabric">"Fabric"</label>
                        <input id="fabric" type="search" autocomplete="off" bind:value={self.filter}>
                    </div>
                    <ul class="picks">
                        for fabric in FABRICS {
                            <li
                                key={fabric}
                                hidden={local(!fabric.to_lowercase().contains(self.filter.trim().to_lowercase().as_str()))}
                            >
                                <button
                                    class="button"
                                    class:primary={local(self.picked.iter().any(|picked| picked == fabric))}
                                    aria-pressed={local(self.picked.iter().any(|picked| picked == fabric))}
                                    on:click=local({
                                        if self.picked.iter().any(|picked| picked == fabric) {
                                            self.picked.retain(|picked| picked != fabric)
                                        } else {
                                            self.picked.push(fabric.to_string())
                                        }
                                    })
                                >
                                    {fabric}
                                </button>
                            </li>
                        }
                    </ul>
                    <p class="muted small" role="status">
                        {local(if self.picked.is_empty() {
                            "Nothing is chosen.".to_string()
                        } else {
                            format!("Chosen: {}", self.picked.join(", "))
                        })}
                    </p>
                </section>
                <section class="stack">
                    <h2>"Ahead of the server"</h2>
                    <div class="row">
                        <button class="button" on:click=(like, local(self.likes += 1))>
                            <Icon name="star"/> "Like"
                        </button>
                        <output class="number" aria-live="polite">{local(self.likes)} " likes"</output>
                    </div>
                    <p class="muted small">
                        "Each click counts at once. The server does not take every fourth one, and then the number goes back."
                    </p>
                </section>
                <section class="stack">
                    <h2>"A counter of characters"</h2>
                    <form class="stack" on:submit=keep>
                        <div class="field">
                            <label for="note">"Note"</label>
                            <textarea id="note" rows=2 bind:value={self.note}></textarea>
                        </div>
                        <div class="row">
                            <button class="button primary" disabled={local(self.note.trim().is_empty() || self.note.chars().count() > 80)}>
                                "Keep"
                            </button>
                            <span class="muted small number" class:over={local(self.note.chars().count() > 80)}>
                                {local(self.note.chars().count())} " of 80"
                            </span>
                        </div>
                    </form>
                    <ul class="notes">
                        for note in &self.notes { <li>{note}</li> }
                    </ul>
                </section>
            </div>
        }
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let instant = live.mount(Instant::props()).await?;
    Ok(example(&live, &INSTANT, html! { {instant} }))
}
