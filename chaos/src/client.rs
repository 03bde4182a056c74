//! A client: it opens a page, makes events, loses its connection, comes back, and compares at every step.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use tokio::{
    sync::watch,
    time::{Instant, sleep_until},
};

use crate::{
    component::{Component, Kind},
    kin::Kin,
    page::{Opened, Page},
    proxy::Proxy,
    random::Random,
    tally::{Fault, Tally},
};

/// How many events of a component may be without an answer: as many as the server remembers errors of.
const PENDING: usize = 8;

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
    pub(crate) fn was_killed(&self, first: u64, last: u64) -> bool {
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
pub(crate) struct Life<'w> {
    pub(crate) world: &'w World,
    /// The version of the build that made the page.
    pub(crate) version: String,
    random: Random,
    pub(crate) components: Vec<Component>,
    pub(crate) kin: Kin,
    /// How many events it has left to make.
    events: u64,
    /// When it makes the next.
    pub(crate) next: Instant,
    pub(crate) all_joined: bool,
    pub(crate) stage: Stage,
}

/// How far a page has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It makes events.
    Acting,
    /// Everything was answered: it joins once more, to be shown the whole state.
    Looking,
    /// The last look was right, and the server still pushes.
    Done,
}

/// How a socket came to its end.
#[derive(Debug)]
pub(crate) enum End {
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
    pub(crate) fn acts(&self) -> bool {
        match *self.world.mood.borrow() {
            Mood::Ending => false,
            Mood::Busy => self.stage == Stage::Acting && self.events > 0,
            Mood::Staying => self.stage == Stage::Acting,
        }
    }

    /// Makes an event of some component. Gives the frame to send for it, if it can be sent now.
    pub(crate) fn act(&mut self) -> Option<String> {
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
    pub(crate) fn note_joined(&mut self, all: bool) {
        match (self.all_joined, all) {
            (false, true) => drop(self.world.joined.fetch_add(1, Relaxed)),
            (true, false) => drop(self.world.joined.fetch_sub(1, Relaxed)),
            _ => {}
        }
        self.all_joined = all;
    }
}
