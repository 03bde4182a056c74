//! Refused events, and the messages that the page shows then.
//!
//! The buttons of the first list are offered and can be pressed. Each meets a
//! limit of the server: a rule that is asked before each event, the allowed
//! targets of redirects, the time limit of handlers, and the end of a session.
//! The buttons of the second list tamper with the page, as somebody could in
//! the browser's console (`assets/tamper.js`), and are refused. A message that
//! is too long for the server is not even sent: the client knows the limit.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};

use loom::{Access, Visitor, prelude::*};
use serde::{Deserialize, Serialize};

use super::REFUSALS;
use crate::{assets, layout::example};

/// The visitors who may open the vault, and the way to send somebody out.
#[derive(Clone, Default)]
pub struct Doorkeeper {
    keys: Arc<Mutex<HashSet<Visitor>>>,
    loom: Arc<OnceLock<Loom>>,
}

impl Doorkeeper {
    /// The rule that `main` gives to `Loom::builder().authorize(...)`.
    pub fn lets(access: &Access<'_>) -> bool {
        if !access.is::<Vault>() || access.event() != Some("open") {
            return true;
        }
        let keeper = access.state::<Self>();
        keeper.is_ok_and(|keeper| keeper.keys().contains(access.visitor()))
    }

    /// Once there is one, for `Loom::disconnect`.
    pub fn knows(&self, loom: &Loom) {
        // There is one application in this process, so it is set once.
        let _ = self.loom.set(loom.clone());
    }

    fn keys(&self) -> MutexGuard<'_, HashSet<Visitor>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A drawer of the vault.
#[derive(Choice, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
enum Drawer {
    #[default]
    Copper,
    Silver,
    Gold,
}

/// A vault whose buttons try actions that are not allowed.
#[live_component]
pub struct Vault {
    opened: u32,
    has_key: bool,
    /// Only what its `<select>` offers, which without the key is not the gold.
    #[bind]
    drawer: Drawer,
    knocks: u32,
    #[bind]
    letter: String,
}

#[live_component]
impl Vault {
    fn mount(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.has_key = cx.state::<Doorkeeper>()?.keys().contains(cx.visitor());
        Ok(())
    }

    /// Runs only for visitors with the key: the rule is asked first.
    #[event]
    fn open(&mut self) {
        self.opened += 1;
    }

    /// Takes the key, or gives it back.
    #[event]
    fn toggle_key(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.has_key = !self.has_key;
        let keeper = cx.state::<Doorkeeper>()?;
        if self.has_key {
            keeper.keys().insert(cx.visitor().clone());
        } else {
            keeper.keys().remove(cx.visitor());
        }
        Ok(())
    }

    /// A redirect leads to a path of this site, or to a site that is named.
    #[event]
    fn leave(&mut self) -> Redirect {
        Redirect::to("https://elsewhere.example/")
    }

    /// It is ended after five seconds, and the state is as before.
    #[event]
    async fn hang(&mut self) {
        self.opened = 1_000_000;
        std::future::pending::<()>().await;
    }

    /// The page says that it failed, and only the log says why.
    #[event]
    fn fail(&mut self) -> loom::Result<()> {
        self.opened = 1_000_000;
        Err(loom::Error::msg("the combination is 17-4-23"))
    }

    #[event]
    fn knock(&mut self) {
        self.knocks += 1;
    }

    /// Ends every socket of this browser. Its tokens are worth nothing after
    /// that, so its pages have to load themselves again.
    #[event]
    fn end_session(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        let keeper = cx.state::<Doorkeeper>()?;
        let visitor = cx.visitor().clone();
        // Not before this event is answered.
        cx.after(Duration::from_millis(100), move |_, _| {
            if let Some(loom) = keeper.loom.get() {
                loom.disconnect(&visitor);
            }
        });
        Ok(())
    }

    fn render(&self) -> Html {
        html! {
            <div class="counter">
                <output class="count" aria-live="off">{self.opened}</output>
                <span class="muted" role="status">"times opened" <span class="visually-hidden">": " {self.opened}</span></span>
            </div>
            <ul class="attempts">
                <li>
                    <button class="button" on:click=open>"Open the vault"</button>
                    <span class="muted" id="key" role="status">
                        if self.has_key { "You have the key." } else { "Only with the key." }
                    </span>
                </li>
                <li>
                    <button class="button" on:click=toggle_key>
                        if self.has_key { "Give the key back" } else { "Take the key" }
                    </button>
                    <span class="muted">"The rule reads a set that the application shares."</span>
                </li>
                <li>
                    <button class="button" on:click=leave>"Go elsewhere"</button>
                    <span class="muted">"Redirects to other sites are blocked, unless the application lists them."</span>
                </li>
                <li>
                    <button class="button" on:click=hang>"Never end"</button>
                    <span class="muted">"A handler may take five seconds here."</span>
                </li>
                <li>
                    <button class="button" on:click=fail>"Fail"</button>
                    <span class="muted">"The log has the same reference, with the cause."</span>
                </li>
                <li>
                    <button class="button" on:click=end_session>"End my session"</button>
                    <span class="muted">"Every tab of this browser is disconnected, and reloads."</span>
                </li>
            </ul>
            <h2>"Tampering"</h2>
            <ul class="attempts">
                <li>
                    <button type="button" class="button" data-tamper="choice">"Choose the gold"</button>
                    <div>
                        <select id="drawer" aria-label="Drawer" bind:value={self.drawer}>
                            for drawer in Drawer::ALL {
                                <option
                                    value={drawer.name()}
                                    disabled={*drawer == Drawer::Gold && !self.has_key}
                                >{drawer.label()}</option>
                            }
                        </select>
                        <span class="muted">
                            "The server has " <span id="chosen">{self.drawer.label()}</span> "."
                        </span>
                    </div>
                </li>
                <li>
                    <button type="button" class="button" data-tamper="rate">"1,000 knocks"</button>
                    <div>
                        <button class="button" id="knock" on:click=knock>"Knock once"</button>
                        <span class="muted">
                            <span id="knocks">{self.knocks}</span>
                            " heard. A page may send 300 events at once, and 100 a second."
                        </span>
                    </div>
                </li>
                <li>
                    <button type="button" class="button" data-tamper="length">"Write 2 MB"</button>
                    <div>
                        <textarea id="letter" rows="2" aria-label="Letter" bind:value={self.letter}></textarea>
                        <span class="muted">
                            "The server has " <span id="letters">{self.letter.chars().count()}</span>
                            " letters. The page sends no message above 256 KiB."
                        </span>
                    </div>
                </li>
                <li>
                    <button type="button" class="button" data-tamper="token">"Be somebody else"</button>
                    <span class="muted">"Puts another visitor's token into this page, which then has to reload."</span>
                </li>
            </ul>
        }
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let vault = live.mount(Vault::props()).await?;
    let demo = html! {
        {vault}
        <p class="note" id="verdict" role="status" hidden></p>
    };
    Ok(example(&live, &REFUSALS, demo).script(assets::address("tamper.js")))
}
