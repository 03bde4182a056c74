//! A connection that breaks, and a server that forgets.
//!
//! The client comes back by itself and says again what was not answered. The
//! server goes on from what it kept, or, once it has forgotten, from the token
//! that the page holds. An event that ended two processes is not sent again.

use loom::{Interruption, prelude::*};
use serde::{Deserialize, Serialize};

use super::RESUME;
use crate::layout::{Icon, example};

#[derive(Clone, Serialize, Deserialize)]
struct Guest {
    number: u32,
    name: String,
}

/// An invitation, and who is to get it.
#[live_component]
pub struct Invitation {
    #[bind]
    occasion: String,
    #[bind]
    place: String,
    #[bind]
    day: String,
    #[bind]
    words: String,
    #[bind]
    guest: String,
    guests: Vec<Guest>,
    invited: u32,
    /// How often the page has joined: once, and once after each break.
    joins: u32,
}

#[live_component]
impl Invitation {
    fn mount(&mut self) {
        self.occasion = "The first cloth off the new loom".to_owned();
        for name in ["Anni", "Gunta"] {
            self.guest = name.to_owned();
            self.invite();
        }
    }

    fn connected(&mut self) {
        self.joins += 1;
    }

    #[event]
    fn invite(&mut self) {
        let name = std::mem::take(&mut self.guest);
        if !name.trim().is_empty() {
            self.invited += 1;
            self.guests.push(Guest { number: self.invited, name });
        }
    }

    #[event]
    fn uninvite(&mut self, number: u32) {
        self.guests.retain(|guest| guest.number != number);
    }

    /// The network fails: the answer to this very click is lost.
    #[event]
    fn cut(&mut self, cx: &mut Cx<Self>) {
        cx.interrupt(Interruption::Drop);
    }

    /// As in a deploy: this process gives the page its token and forgets it.
    #[event]
    fn restart(&mut self, cx: &mut Cx<Self>) {
        cx.interrupt(Interruption::Restart);
    }

    fn render(&self) -> Html {
        html! {
            <div class="stack">
                <div class="row">
                    <button type="button" class="button" on:click=cut>
                        <Icon name="unplug"/> "Cut the connection"
                    </button>
                    <button type="button" class="button" on:click=restart>
                        <Icon name="rotate-ccw"/> "Restart the server"
                    </button>
                    <span class="badge">
                        "Came back: " <output class="breaks">{self.joins.saturating_sub(1)}</output>
                    </span>
                </div>
                <div class="form">
                    <label class="field wide">
                        <span class="label">"Occasion"</span>
                        <input type="text" bind:value={self.occasion}/>
                    </label>
                    <label class="field">
                        <span class="label">"Place"</span>
                        <input type="text" bind:value={self.place}/>
                    </label>
                    <label class="field">
                        <span class="label">"Day"</span>
                        <input type="date" bind:value={self.day}/>
                    </label>
                    <label class="field wide">
                        <span class="label">"In your words"</span>
                        <textarea rows="4" bind:value={self.words}></textarea>
                    </label>
                </div>
                <form class="row add" on:submit.prevent=invite>
                    <input
                        bind:value={self.guest}
                        type="text"
                        aria-label="Guest"
                        placeholder="Who else?"
                        autocomplete="off"
                    />
                    <button class="button primary">"Invite"</button>
                </form>
                <ul class="todos guests">
                    for guest in &self.guests {
                        <li key={guest.number}>
                            <span class="title">{&guest.name}</span>
                            <button
                                type="button"
                                class="button quiet icon-only danger"
                                aria-label={format!("Remove: {}", guest.name)}
                                on:click=uninvite(guest.number)
                            >
                                <Icon name="trash-2"/>
                            </button>
                        </li>
                    }
                </ul>
                <p class="visually-hidden" role="status">{self.guests.len()} " guests"</p>
                <p class="muted">
                    "On the server: " <span class="kept">{self.words.chars().count()}</span>
                    " letters, " {self.guests.len()} " guests."
                </p>
            </div>
        }
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let invitation = live.mount(Invitation::props()).await?;
    let demo = html! {
        {invitation}
        <p class="note">
            "If an event ends the process that handles it, the client sends the event once more, "
            "to the process that answers next, and then gives it up."
        </p>
    };
    Ok(example(&live, &RESUME, demo))
}
