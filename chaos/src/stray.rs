//! A page whose state only one build can read. It opens one socket after the other, and reaches now this build and now that.

use std::{sync::Arc, time::Duration};

use futures_util::{SinkExt, StreamExt};
use loom_wire::{Mounted, Said};
use serde_json::Value;
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};
use tokio_tungstenite::tungstenite::Message;

use crate::{
    app::EDITION,
    client::World,
    component::record,
    page::{Page, Socket},
    random::Random,
    tally::{Fault, Harm},
    view::{Misfit, View},
};

/// After so many refusals by another build the page is loaded anew.
const REFUSALS: u32 = 4;
/// How many events there are on one socket, at most.
const EVENTS: u64 = 4;
/// How long an answer may take.
const ANSWER: Duration = Duration::from_secs(20);

/// Opens pages and sockets until it is told to end and an event has been answered after that.
pub(crate) async fn wander(world: Arc<World>, mut random: Random, ends: watch::Receiver<bool>) -> Result<(), Fault> {
    loop {
        let fetched = Page::fetch(world.proxy.address, EDITION, random.next()).await;
        let Some((page, mounted)) = fetched.ok().and_then(|(page, mut all, _)| Some((page, all.pop()?))) else {
            sleep(random.millis(20, 60)).await;
            continue;
        };
        let mut stray =
            Stray { mounted, view: View::of_texts(&["", page.version()]), known: Vec::new(), made: 0, answered: 0 };
        let mut refusals = 0;
        while refusals < REFUSALS {
            sleep(random.millis(20, 60)).await;
            let Ok(opened) = page.open().await else { continue };
            let last = *ends.borrow();
            let events = 1 + random.below(EVENTS);
            match stray.talk(opened.socket, page.version(), events).await? {
                Ended::Refused => refusals += 1,
                Ended::Broken => {}
                Ended::Done if last => return Ok(()),
                Ended::Done => refusals = 0,
            }
        }
        world.tally().renewed += 1;
    }
}

/// The component of the page.
struct Stray {
    mounted: Mounted,
    view: View,
    /// The entries shown when the newest token came.
    known: Vec<u64>,
    /// The last event that was made, and the last that was answered.
    made: u64,
    answered: u64,
}

/// How a socket ended.
enum Ended {
    /// The server, of another build, could not read the state.
    Refused,
    Broken,
    /// All events were answered.
    Done,
}

impl Stray {
    /// Joins, and makes some events.
    async fn talk(&mut self, mut socket: impl Socket, version: &str, events: u64) -> Result<Ended, Fault> {
        let mut other = false;
        let mut left = events;
        let join = self.mounted.join(1, false).to_string();
        let mut next = Some(join);
        loop {
            if let Some(frame) = next.take()
                && socket.send(Message::text(frame)).await.is_err()
            {
                return Ok(Ended::Broken);
            }
            let Ok(heard) = timeout(ANSWER, socket.next()).await else {
                return Err(fault(Harm::Stuck, "was not answered"));
            };
            let Some(Ok(Message::Text(text))) = heard else { return Ok(Ended::Broken) };
            let frame: Value = serde_json::from_str(&text).map_err(|_| fault(Harm::Wrong, &text))?;
            match Said::read(&frame) {
                Some(Said::Version(said)) if said != version => other = true,
                Some(Said::Template | Said::Heartbeat) => {}
                Some(Said::Token { token, .. }) => {
                    token.clone_into(&mut self.mounted.token);
                    self.known = self.shown()?;
                }
                Some(Said::Error { code: "bad_token", .. }) if other => return Ok(Ended::Refused),
                Some(Said::Error { code: "stopping", .. }) => return Ok(Ended::Broken),
                Some(Said::Joined { whole, .. }) if !other => {
                    self.take(whole, version)?;
                    next = Some(self.event());
                }
                Some(Said::Patch { number: 0, change, .. }) => self.take(change, version)?,
                Some(Said::Patch { number, change, .. }) if number == self.made => {
                    self.take(change, version)?;
                    self.answered = number;
                    if self.shown()?.last() != Some(&number) {
                        return Err(fault(Harm::Lost, &format!("does not show event {number}, which was answered")));
                    }
                    left -= 1;
                    if left == 0 {
                        return Ok(Ended::Done);
                    }
                    next = Some(self.event());
                }
                _ => return Err(fault(Harm::Wrong, &format!("of build {version} was told {text}"))),
            }
        }
    }

    /// The event that was not answered, or another.
    fn event(&mut self) -> String {
        self.made = self.made.max(self.answered + 1);
        record(1, self.made).to_string()
    }

    /// Takes what the server shows, and looks whether it may.
    fn take(&mut self, value: Option<&Value>, version: &str) -> Result<(), Fault> {
        if let Some(value) = value {
            self.view.take(value).map_err(|Misfit| fault(Harm::Wrong, "cannot apply a change"))?;
        }
        let shown = self.shown()?;
        if self.view.text(1).ok() != Some(version) {
            return Err(fault(Harm::Wrong, &format!("of build {version} shows the state of another")));
        }
        if !shown.is_sorted_by(|a, b| a < b) || shown.last().is_some_and(|last| *last > self.made) {
            return Err(fault(Harm::Doubled, &format!("shows {shown:?} of {} events", self.made)));
        }
        match shown.starts_with(&self.known) {
            true => Ok(()),
            false => Err(fault(Harm::Lost, &format!("shows {shown:?}, and its token knew {:?}", self.known))),
        }
    }

    fn shown(&self) -> Result<Vec<u64>, Fault> {
        self.view.numbers(0).map_err(|Misfit| fault(Harm::Wrong, "has no numbers"))
    }
}

fn fault(harm: Harm, seen: &str) -> Fault {
    Fault { harm, count: 1, seen: format!("a page that only its own build can read {seen}") }
}
