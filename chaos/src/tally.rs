//! [`Tally`]: what a run counts, and what went wrong.

use std::fmt;

/// Something that must not happen to a client.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The kind of fault.
    pub(crate) harm: Harm,
    /// How many events it concerns.
    pub(crate) count: u64,
    /// A description of the fault.
    pub(crate) seen: String,
}

/// The faults that can happen to an event, or to a client's view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Harm {
    /// It was answered, and its effect is gone.
    Lost,
    /// It took effect more than once.
    Doubled,
    /// It is never answered, or a join, or a stop of the server.
    Stuck,
    /// A state that no order of events leads to, or a message that does not fit.
    Wrong,
}

/// The counters of a run.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Events that were made.
    pub(crate) events: u64,
    /// Events that were answered.
    pub(crate) answered: u64,
    /// Times that a component was joined again.
    pub(crate) resumes: u64,
    /// Pages whose whole life was seen, from the first join to the last comparison.
    pub(crate) lives: u64,
    /// Events that a server had answered and no token knew of yet when it was killed, or stopped without being able to reach the client:
    /// the one loss that is allowed.
    pub(crate) unrenewed: u64,
    /// Events that a later one took along when it panicked, at most those of a second.
    pub(crate) undone: u64,
    /// Events that sent their visitor to another page.
    pub(crate) led: u64,
    /// Servers that were killed.
    pub(crate) kills: u64,
    /// Servers that were told to stop, and did.
    pub(crate) stops: u64,
    /// Events that end their process, and how many processes they ended: at most two each.
    pub(crate) poisons: u64,
    pub(crate) poisoned: u64,
    /// Times that all pages went to servers of another build.
    pub(crate) rolls: u64,
    /// Pages that were loaded anew, since no other build could read their states.
    pub(crate) renewed: u64,
    /// Connections that the proxy broke.
    pub(crate) drops: u64,
    lost: u64,
    doubled: u64,
    stuck: u64,
    wrong: u64,
    /// The first few faults.
    seen: Vec<String>,
}

impl Tally {
    /// Counts a fault, and keeps what was seen of the first few.
    pub(crate) fn blame(&mut self, fault: Fault) {
        const KEPT: usize = 12;
        let count = match fault.harm {
            Harm::Lost => &mut self.lost,
            Harm::Doubled => &mut self.doubled,
            Harm::Stuck => &mut self.stuck,
            Harm::Wrong => &mut self.wrong,
        };
        *count += fault.count;
        if self.seen.len() < KEPT {
            self.seen.push(format!("{:?}: {}", fault.harm, fault.seen));
        }
    }

    /// Whether nothing happened that must not, and enough happened for that to mean something.
    pub(crate) fn holds(&self) -> bool {
        self.lost + self.doubled + self.stuck + self.wrong == 0 && self.events > 0 && self.lives > 0
    }

    /// `{"events","lost","doubled","stuck","kills","drops"}` and what else was counted.
    pub(crate) fn json(&self) -> String {
        let Self { events, lost, doubled, stuck, wrong, kills, drops, .. } = self;
        let Self { answered, resumes, lives, unrenewed, undone, led, stops, poisons, poisoned, rolls, renewed, .. } =
            self;
        serde_json::json!({
            "events": events, "lost": lost, "doubled": doubled, "stuck": stuck, "kills": kills, "drops": drops,
            "wrong": wrong, "answered": answered, "resumes": resumes, "lives": lives, "unrenewed": unrenewed, "undone": undone, "led": led, "stops": stops,
            "poisons": poisons, "poisoned": poisoned, "rolls": rolls, "renewed": renewed,
        })
        .to_string()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for seen in &self.seen {
            writeln!(f, "{seen}")?;
        }
        let Self { events, answered, resumes, lives, kills, stops, drops, unrenewed, undone, led, .. } = self;
        let Self { poisons, poisoned, rolls, renewed, .. } = self;
        writeln!(f, "{events} events, {answered} answered; {lives} pages, {resumes} components that came back")?;
        writeln!(f, "{drops} connections broken, {stops} servers stopped, {kills} servers killed")?;
        writeln!(f, "{poisons} events that end their process ended {poisoned}")?;
        writeln!(f, "{rolls} times to another build, {renewed} pages loaded anew since only one build can read them")?;
        writeln!(f, "{} lost, {} doubled, {} stuck, {} wrong", self.lost, self.doubled, self.stuck, self.wrong)?;
        writeln!(f, "{led} led to another page; {undone} were undone by a panic soon after, which is allowed")?;
        write!(f, "{unrenewed} went with a killed server before a token knew of them, which is allowed")
    }
}
