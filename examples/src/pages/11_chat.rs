//! A chat: a topic, and components that are subscribed to it.
//!
//! The latest messages are kept in the program, so a page that opens shows it
//! at once.

use std::{
    collections::VecDeque,
    sync::{
        LazyLock, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use loom::prelude::*;
use serde::{Deserialize, Serialize};

use super::CHAT;
use crate::layout::{Icon, example};

/// How many messages are kept.
const KEPT: usize = 50;

static SAID: LazyLock<Topic<Message>> = LazyLock::new(Topic::new);
/// The number of the next guest.
static GUESTS: AtomicU64 = AtomicU64::new(1);
static LATELY: Mutex<VecDeque<Message>> = Mutex::new(VecDeque::new());

#[derive(Clone, Serialize, Deserialize)]
struct Message {
    id: u64,
    /// The number of the visitor who said it.
    from: u64,
    name: String,
    text: String,
}

/// One visitor's view of the room.
#[live_component]
pub struct Room {
    #[bind]
    name: String,
    /// This visitor's number in the room.
    number: u64,
    #[bind]
    draft: String,
    messages: Vec<Message>,
}

#[live_component]
impl Room {
    fn mount(&mut self) {
        self.number = GUESTS.fetch_add(1, Ordering::Relaxed);
        self.name = format!("Guest {}", self.number);
        self.read();
    }

    fn connected(&mut self, cx: &mut Cx<Self>) {
        SAID.subscribe(cx, |room, _, message| room.hear(message));
        self.read();
    }

    fn read(&mut self) {
        self.messages = lately().iter().cloned().collect();
    }

    fn hear(&mut self, message: &Message) {
        if self.messages.iter().all(|known| known.id != message.id) {
            self.messages.push(message.clone());
        }
        let over = self.messages.len().saturating_sub(KEPT);
        self.messages.drain(..over);
    }

    #[event]
    fn say(&mut self) {
        let text: String = self.draft.trim().chars().take(300).collect();
        if text.is_empty() {
            return;
        }
        self.draft.clear();
        let name = self.name.trim().chars().take(30).collect();
        let message = keep(self.number, name, text);
        SAID.publish(message);
    }

    fn render(&self) -> Html {
        html! {
            <div class="chat">
                <div class="messages" role="log" aria-label="Messages" tabindex="0">
                    <ol>
                        for message in &self.messages {
                            <li key={message.id} class:mine={message.from == self.number}>
                                <strong>{&message.name}</strong>
                                <span>{&message.text}</span>
                            </li>
                        }
                    </ol>
                    if self.messages.is_empty() {
                        <p class="muted">"Nobody has said anything yet."</p>
                    }
                </div>
                <form class="stack" on:submit.prevent=say>
                    <label class="field">
                        <span class="label">"Your name"</span>
                        <input type="text" bind:value={self.name} maxlength="30" autocomplete="nickname"/>
                    </label>
                    <div class="row add">
                        <input
                            type="text"
                            aria-label="Message"
                            placeholder="Say something"
                            bind:value={self.draft}
                            l-clear
                            maxlength="300"
                            autocomplete="off"
                        />
                        <button class="button primary"><Icon name="send"/> "Send"</button>
                    </div>
                </form>
            </div>
        }
    }
}

fn lately() -> MutexGuard<'static, VecDeque<Message>> {
    LATELY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps what was said, under the next number.
fn keep(from: u64, name: String, text: String) -> Message {
    let mut lately = lately();
    let id = lately.back().map_or(0, |message| message.id) + 1;
    let message = Message { id, from, name, text };
    lately.push_back(message.clone());
    if lately.len() > KEPT {
        lately.pop_front();
    }
    message
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let room = live.mount(Room::props()).await?;
    Ok(example(&live, &CHAT, html! { {room} }))
}

#[cfg(test)]
mod tests {
    use loom::{Interruption, testing::App};

    use super::*;

    #[tokio::test]
    async fn visitors_hear_each_other() -> loom::Result<()> {
        let app = App::new();
        let (mut ada, mut bob) = (app.mount(Room::props()).await?, app.mount(Room::props()).await?);
        ada.input("[autocomplete=nickname]", "Ada").await?;
        ada.input("[aria-label=Message]", "Good morning").await?;
        ada.click("button").await?;
        bob.settle().await?;
        assert!(ada.has("li.mine span:text(Good morning)"));
        assert!(bob.has("li:not(.mine) strong:text(Ada) + span:text(Good morning)"));
        assert_eq!(ada.find("[aria-label=Message]").value(), "");
        Ok(())
    }

    #[tokio::test]
    async fn a_visitor_who_was_away_hears_what_was_said_meanwhile() -> loom::Result<()> {
        let app = App::new();
        let (mut ada, mut bob) = (app.mount(Room::props()).await?, app.mount(Room::props()).await?);
        bob.input("[aria-label=Message]", "Half a sent").await?;
        bob.interrupt(Interruption::Drop).await?;
        ada.input("[aria-label=Message]", "Is anybody there?").await?;
        ada.click("button").await?;
        bob.reconnect().await?;
        assert!(bob.has("li span:text(Is anybody there?)"));
        assert_eq!(bob.find("[aria-label=Message]").value(), "Half a sent");
        Ok(())
    }

    #[tokio::test]
    async fn nothing_is_said_without_a_word() -> loom::Result<()> {
        let mut room = App::new().mount(Room::props()).await?;
        room.input("[aria-label=Message]", "  ").await?;
        room.click("button").await?;
        assert!(!room.has("li span:text()"));
        assert!(room.input("[aria-label=Message]", &"a".repeat(301)).await.is_err(), "it is too long");
        Ok(())
    }
}
