//! A client: it opens a page, makes events, loses its connection, comes back, and compares at every step.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use futures_util::{SinkExt, StreamExt};
use loom_wire::{HEARTBEAT, Leave, Said};
use serde_json::Value;
use tokio::{
    sync::watch,
    time::{Instant, sleep_until, timeout},
};
use tokio_tungstenite::tungstenite::{Message, protocol::CloseFrame};

use crate::{
    app::entry_of,
    component::{Component, Kind},
    kin::Kin,
    page::{Opened, Page, Socket},
    proxy::Proxy,
    random::Random,
    tally::{Fault, Harm, Tally},
};

/// How many events of a component may be without an answer: as many as the server remembers errors of.
const PENDING: usize = 8;
/// How often a client asks whether its socket lives, and how long it waits for a word.
const BEAT: Duration = Duration::from_millis(1_500);
const PATIENCE: Duration = Duration::from_secs(4);
/// How long an answer may take on a socket that lives.
const ANSWER: Duration = Duration::from_secs(20);
/// How long the last words of a socket may take.
const FAREWELL: Duration = Duration::from_millis(500);

/// The task of the clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// Make events; a page that has made enough of them ends, and another begins.
    Busy,
    /// Make events, and stay.
    Staying,
    /// Make no more events; the page ends when all are answered.
    Ending,
}

/// The values that all clients share.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) proxy: Proxy,
    pub(crate) mood: watch::Sender<Mood>,
    /// How many clients have all their components joined.
    pub(crate) joined: AtomicUsize,
    /// The numbers of the servers that were killed.
    pub(crate) killed: Mutex<Vec<u64>>,
    /// Whether the next client that can is to make an event that ends its process.
    pub(crate) poisons: AtomicBool,
    /// How many of those were given up.
    pub(crate) given_up: watch::Sender<u64>,
    pub(crate) tally: Mutex<Tally>,
}

impl World {
    pub(crate) fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a server from `first` on and before `last` was killed.
    fn was_killed(&self, first: u64, last: u64) -> bool {
        let killed = self.killed.lock().unwrap_or_else(PoisonError::into_inner);
        killed.iter().any(|number| (first..last).contains(number))
    }
}

/// Opens one page after the other until all is to end.
pub(crate) async fn live(world: Arc<World>, mut random: Random) {
    while *world.mood.borrow() != Mood::Ending {
        let Ok((page, components)) = Page::get(world.proxy.address, random.next()).await else {
            tokio::time::sleep(random.millis(50, 500)).await;
            continue;
        };
        let events = 20 + random.below(400);
        let next = Instant::now();
        let mut life = Life {
            world: &world,
            version: page.version().to_owned(),
            random: random.branch(1),
            components,
            kin: Kin::default(),
            events,
            next,
            all_joined: false,
            stage: Stage::Acting,
        };
        let outcome = life.run(&page).await;
        life.note_joined(false);
        match outcome {
            Ok(()) => world.tally().lives += 1,
            Err(fault) => world.tally().blame(fault),
        }
    }
}

/// One page, from its first join to its last comparison.
struct Life<'w> {
    world: &'w World,
    /// The version of the build that made the page.
    version: String,
    random: Random,
    components: Vec<Component>,
    kin: Kin,
    /// How many events it has left to make.
    events: u64,
    /// When it makes the next.
    next: Instant,
    all_joined: bool,
    stage: Stage,
}

/// How far a page has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// It makes events.
    Acting,
    /// Everything was answered: it joins once more, to be shown the whole state.
    Looking,
    /// The last look was right, and the server still pushes.
    Done,
}

/// How a socket came to its end.
#[derive(Debug)]
enum End {
    /// The other side ended it, or the network did.
    Broken,
    /// The client did not hear from it any more.
    GivenUp,
    /// The server stops, and asks for a pause.
    Stopped(Duration),
    /// The client ended it to look again.
    Parted,
    /// The page is done.
    Left,
}

impl Life<'_> {
    async fn run(&mut self, page: &Page) -> Result<(), Fault> {
        let mut attempts = 0;
        loop {
            if let Ok(Opened { socket, server, port }) = page.open().await {
                let ended = self.converse(socket, server).await;
                if self.all_joined {
                    attempts = 0;
                }
                self.note_joined(false);
                let end = ended?;
                // Where it ended the socket itself, another server may not know all that this one did.
                let cut_off = matches!(end, End::GivenUp | End::Parted) || self.world.proxy.broke(port);
                for component in &mut self.components {
                    component.note(format_args!("{end:?}"));
                    component.parted(server, cut_off, matches!(end, End::Broken));
                }
                match end {
                    End::Left => return Ok(()),
                    End::Stopped(pause) => {
                        let part = self.random.millis(0, pause.as_millis() as u64 + 1);
                        self.wait(part).await;
                    }
                    _ => {}
                }
            }
            attempts = (attempts + 1).min(4);
            let pause = self.random.millis(20, 60) * (1 << attempts);
            self.wait(pause).await;
        }
    }

    /// Waits before the next attempt, and makes events meanwhile.
    async fn wait(&mut self, pause: Duration) {
        let until = Instant::now() + pause;
        while self.next < until && self.acts() {
            sleep_until(self.next).await;
            self.act();
        }
        sleep_until(until).await;
    }

    /// Whether it makes events now.
    fn acts(&self) -> bool {
        match *self.world.mood.borrow() {
            Mood::Ending => false,
            Mood::Busy => self.stage == Stage::Acting && self.events > 0,
            Mood::Staying => self.stage == Stage::Acting,
        }
    }

    /// Makes an event of some component. Gives the frame to send for it, if it can be sent now.
    fn act(&mut self) -> Option<String> {
        self.next = Instant::now() + self.random.millis(20, 500);
        let poisons = self.all_joined && self.world.poisons.swap(false, Relaxed);
        let at = match Kind::ALL.iter().position(|kind| poisons && *kind == Kind::Poison) {
            Some(poison) => poison,
            None => self.random.below(self.components.len() as u64) as usize,
        };
        let component = self.components.get_mut(at).filter(|component| component.pending() < PENDING)?;
        if component.kind == Kind::Poison && !poisons {
            return None;
        }
        self.events = self.events.saturating_sub(1);
        self.world.tally().events += 1;
        component.fire()
    }

    /// Lets the world know whether all components are joined.
    fn note_joined(&mut self, all: bool) {
        match (self.all_joined, all) {
            (false, true) => drop(self.world.joined.fetch_add(1, Relaxed)),
            (true, false) => drop(self.world.joined.fetch_sub(1, Relaxed)),
            _ => {}
        }
        self.all_joined = all;
    }

    /// Joins and talks, until the socket ends.
    async fn converse(&mut self, mut socket: impl Socket, server: u64) -> Result<End, Fault> {
        let mut frames: Vec<String> = self.components.iter_mut().map(Component::join).collect();
        let mut beat = Instant::now() + BEAT;
        let (mut heard, mut progress) = (Instant::now(), Instant::now());
        loop {
            for frame in frames.drain(..) {
                // If the socket is broken, reading from it says so, after what has come before.
                if timeout(PATIENCE, socket.send(Message::text(frame))).await.is_err() {
                    return Ok(End::GivenUp);
                }
            }
            let is_answered = |component: &Component| component.joined && component.pending() == 0;
            if self.components.iter().all(is_answered) {
                progress = Instant::now();
                let stays = *self.world.mood.borrow() == Mood::Staying;
                match self.stage {
                    Stage::Acting if !stays && !self.acts() => {
                        self.stage = Stage::Looking;
                        return Ok(End::Parted);
                    }
                    Stage::Done => {
                        self.leave(socket).await;
                        return Ok(End::Left);
                    }
                    _ => {}
                }
            }
            let now = Instant::now();
            if now - progress > ANSWER {
                let waits = self.components.iter().find(|component| !component.joined || component.pending() > 0);
                let fault = |component: &Component| component.fault(Harm::Stuck, component.pending().max(1), "waits");
                return waits.map_or(Ok(End::GivenUp), |component| Err(fault(component)));
            }
            if now - heard > PATIENCE {
                return Ok(End::GivenUp);
            }
            let acts = self.acts();
            tokio::select! {
                message = socket.next() => {
                    let Some(Ok(message)) = message else { return Ok(End::Broken) };
                    heard = Instant::now();
                    let answers = match message {
                        Message::Text(text) => self.hear(&text, server, &mut frames)?,
                        Message::Close(frame) => return Ok(closed(frame)),
                        _ => false,
                    };
                    if answers {
                        progress = heard;
                    }
                    let all = self.components.iter().all(|component| component.joined);
                    self.note_joined(all);
                }
                () = sleep_until(beat) => {
                    beat = Instant::now() + BEAT;
                    frames.push(HEARTBEAT.to_owned());
                }
                () = sleep_until(self.next), if acts => frames.extend(self.act()),
            }
        }
    }

    /// Takes a frame. Whether it answered something.
    fn hear(&mut self, text: &str, server: u64, frames: &mut Vec<String>) -> Result<bool, Fault> {
        let wrong = |seen| wrong(seen, text);
        let message: Value = serde_json::from_str(text).map_err(|_| wrong("not JSON"))?;
        let said = Said::read(&message).ok_or_else(|| wrong("not a message"))?;
        let id = match said {
            Said::Version(version) if version == self.version => return Err(wrong("which is the page's own")),
            Said::Version(_) | Said::Template | Said::Heartbeat => return Ok(false),
            Said::Redirect(url) => {
                let entry = entry_of(url).ok_or_else(|| wrong("no page"))?;
                let guide = self.components.iter_mut().find(|component| component.kind == Kind::Guide);
                guide.ok_or_else(|| wrong("nobody leads there"))?.lead(entry)?;
                self.world.tally().led += 1;
                return Ok(false);
            }
            Said::Joined { id, .. } | Said::Patch { id, .. } | Said::Token { id, .. } => id,
            Said::Error { id, .. } => id.ok_or_else(|| wrong("for no component"))?,
        };
        let answers = self.hear_of(id, said, server, frames, text)?;
        // On a page that was shown whole after all was answered, nothing is on its way from the one to the other.
        let joined = self.components.iter().all(|component| component.joined);
        self.kin.compare(&self.components, joined && self.stage != Stage::Acting)?;
        Ok(answers)
    }

    /// Takes a frame about a component. Whether it answered something.
    fn hear_of(
        &mut self,
        id: u64,
        said: Said<'_>,
        server: u64,
        frames: &mut Vec<String>,
        text: &str,
    ) -> Result<bool, Fault> {
        let component = self.components.iter_mut().find(|component| component.id == id);
        let component = component.ok_or_else(|| wrong("for no component", text))?;
        Ok(match said {
            Said::Joined { whole, .. } => {
                let killed = self.world.was_killed(component.server, server);
                let forgiven = component.is_forgiven(server, killed);
                let (again, gone) = component.welcome(whole, server, forgiven)?;
                let is_kin = forgiven && matches!(component.kind, Kind::Around | Kind::Within);
                let mut tally = self.world.tally();
                tally.resumes += 1;
                tally.unrenewed += gone as u64;
                drop(tally);
                frames.extend(again);
                if let Some(within) = self.components.iter().find(|within| is_kin && within.kind == Kind::Within) {
                    self.kin.forgive(within);
                }
                true
            }
            Said::Patch { number, change, .. } => {
                let answered = component.patched(number, change)?;
                self.world.tally().answered += u64::from(answered);
                if self.stage == Stage::Looking && component.kind == Kind::Ticking && !answered {
                    self.stage = Stage::Done;
                }
                answered
            }
            Said::Token { token, .. } => {
                component.renew(token)?;
                if component.kind == Kind::Around {
                    self.kin.renew(component)?;
                }
                false
            }
            Said::Error { number: number @ 1.., code, .. } => {
                let undone = component.failed(number, code)?;
                if component.kind == Kind::Poison {
                    self.world.given_up.send_modify(|count| *count += 1);
                }
                let mut tally = self.world.tally();
                tally.answered += 1;
                tally.undone += undone as u64;
                true
            }
            // A join that a stopping server refused: the next server takes it.
            Said::Error { code: "stopping", .. } if !component.joined => false,
            _ => return Err(component.wrong(&format!("was told {text}"))),
        })
    }

    /// Says that the page does not come back.
    async fn leave(&self, mut socket: impl Socket) {
        let farewell = async {
            for component in &self.components {
                socket.feed(Message::text(Leave { id: component.id }.to_string())).await?;
            }
            let frame = CloseFrame { code: 1000.into(), reason: "left".into() };
            socket.send(Message::Close(Some(frame))).await
        };
        // If it does not arrive, the state waits in vain for a while.
        drop(timeout(FAREWELL, farewell).await);
    }
}

/// A frame that no server should send.
fn wrong(seen: &str, text: &str) -> Fault {
    Fault { harm: Harm::Wrong, count: 1, seen: format!("{seen}: {text}") }
}

/// How a socket ended that was closed with this frame. Of the pause that a stopping server asks for, a tenth is enough here.
fn closed(frame: Option<CloseFrame>) -> End {
    let pause = frame.filter(|frame| u16::from(frame.code) == 1012).and_then(|frame| frame.reason.parse().ok());
    pause.map_or(End::Broken, |millis: u64| End::Stopped(Duration::from_millis(millis / 10)))
}
