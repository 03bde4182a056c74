//! [`Component`]: one component of a client's page.

use std::{collections::VecDeque, fmt::Display};

use loom_wire::{Event, Mounted};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::{
    app::{Row, is_fatal, is_refused, leads_away, weave},
    ledger::{Breach, Effect, Ledger},
    tally::{Fault, Harm},
    view::{Misfit, View},
};

/// The components of the page, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Ledger,
    Slow,
    Ticking,
    Rows,
    Fragile,
    Guide,
    Poison,
    Around,
    Within,
}

impl Kind {
    pub(crate) const ALL: [Self; 9] = [
        Self::Ledger,
        Self::Slow,
        Self::Ticking,
        Self::Rows,
        Self::Fragile,
        Self::Guide,
        Self::Poison,
        Self::Around,
        Self::Within,
    ];

    /// The view before the first event.
    fn first_view(self) -> View {
        match self {
            Self::Ledger | Self::Fragile | Self::Guide | Self::Poison | Self::Within => View::of_texts(&[""]),
            Self::Slow => View::of_texts(&["", ""]),
            Self::Ticking => View::of_texts(&["", "0"]),
            Self::Rows => View::of_texts(&[""]).and_list(),
            Self::Around => View::of_texts(&["", ""]).and_child(),
        }
    }

    /// The effect of an entry.
    const fn effect(self) -> fn(u64) -> Effect {
        match self {
            Self::Ledger => |entry| if is_refused(entry) { Effect::Refused } else { Effect::Written },
            Self::Fragile => |entry| if is_fatal(entry) { Effect::Fatal } else { Effect::Written },
            Self::Poison => |_| Effect::Deadly,
            Self::Guide => |entry| if leads_away(entry) { Effect::Away } else { Effect::Written },
            _ => |_| Effect::Written,
        }
    }
}

/// The event of this number of a component, which records its own number.
pub(crate) fn record(id: u64, number: u64) -> Event<'static, Value> {
    Event::new(id, number, "record", "input").with(json!({ "value": number.to_string() }))
}

/// A component as Loom's own client holds it: events are kept until they are answered, and sent again after a break.
#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) kind: Kind,
    pub(crate) id: u64,
    mounted: Mounted,
    /// Whether this connection has answered the join.
    pub(crate) joined: bool,
    /// The server that it was last joined to, or that made the page.
    pub(crate) server: u64,
    /// Whether its last connection to that server ended without the server's doing, so that a stop of it may not have reached this client.
    cut_off: bool,
    /// Whether what is shown is what the page brought.
    untouched: bool,
    view: View,
    ledger: Ledger,
    /// Of an event that ends its process: whether this connection carries it, and how often one that did broke.
    is_out: bool,
    broke: u64,
    /// The last few things that happened to it, for the report of a fault.
    trail: VecDeque<String>,
}

impl Component {
    pub(crate) fn new(kind: Kind, id: u64, mounted: Mounted, server: u64) -> Self {
        Self {
            kind,
            id,
            mounted,
            joined: false,
            server,
            cut_off: false,
            untouched: true,
            view: kind.first_view(),
            ledger: Ledger::default(),
            is_out: false,
            broke: 0,
            trail: VecDeque::new(),
        }
    }

    /// Notes what happened.
    pub(crate) fn note(&mut self, what: impl Display) {
        const KEPT: usize = 24;
        if self.trail.len() == KEPT {
            self.trail.pop_front();
        }
        self.trail.push_back(what.to_string());
    }

    /// How many events have no answer.
    pub(crate) fn pending(&self) -> usize {
        self.ledger.pending().len()
    }

    /// Its events.
    pub(crate) const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The numbers that a slot shows.
    pub(crate) fn shown(&self, slot: usize) -> Result<Vec<u64>, Fault> {
        self.view.numbers(slot).map_err(|Misfit| self.wrong("has no such numbers"))
    }

    /// The frame that joins it.
    pub(crate) fn join(&mut self) -> String {
        (self.joined, self.is_out) = (false, false);
        self.mounted.join(self.id, self.untouched).to_string()
    }

    /// Makes an event, and keeps it until it is answered. Its frame, if it can be sent now.
    pub(crate) fn fire(&mut self) -> Option<String> {
        let number = self.ledger.make(self.kind.effect(), Instant::now());
        let how = if self.joined { "event" } else { "unsent" };
        self.note(format_args!("{how} {number}"));
        self.joined.then(|| self.frame(number))
    }

    fn frame(&mut self, number: u64) -> String {
        self.is_out = true;
        let event = record(self.id, number);
        let attempt = (self.kind == Kind::Poison && self.broke > 0).then_some(self.broke + 1);
        Event { attempt, ..event }.to_string()
    }

    /// This server has answered the join. Gives what has to be sent again, and how many events are gone: none, unless it is `forgiven`.
    pub(crate) fn welcome(
        &mut self,
        whole: Option<&Value>,
        server: u64,
        forgiven: bool,
    ) -> Result<(Vec<String>, usize), Fault> {
        let moved = server != self.server;
        self.ledger.begin_again();
        self.note(format_args!("joined on {server}{}", if forgiven { ", less what is forgiven" } else { "" }));
        (self.server, self.cut_off, self.joined) = (server, false, true);
        match whole {
            Some(whole) => self.show(whole)?,
            None if self.untouched => {}
            None => return Err(self.wrong("was told that what it has is right, which it did not claim")),
        }
        let shown = self.shown(0)?;
        let gone = if moved { self.ledger.move_on(&shown, forgiven, Instant::now()) } else { 0 };
        self.compare()?;
        let pending: Vec<u64> = self.ledger.pending().collect();
        Ok((pending.into_iter().map(|number| self.frame(number)).collect(), gone))
    }

    /// Whether events may be gone when this server answers the join: it is another one than before, which could not tell all of its state to a
    /// token, because it was `killed`, or this client cut off.
    pub(crate) const fn is_forgiven(&self, server: u64, killed: bool) -> bool {
        server != self.server && (killed || self.cut_off)
    }

    /// Its connection to this server has ended, and not by the server's doing if it was `cut_off`. Where nobody knows why it `broke`, an event that it
    /// carried may have ended the server.
    pub(crate) fn parted(&mut self, server: u64, cut_off: bool, broke: bool) {
        self.broke += u64::from(broke && self.is_out);
        self.cut_off |= cut_off && server == self.server;
        self.joined = false;
    }

    /// A patch: the answer to an event, or a push if `number` is 0. Whether it answered one.
    pub(crate) fn patched(&mut self, number: u64, change: Option<&Value>) -> Result<bool, Fault> {
        if number != 0 {
            self.settle(number, None)?;
        }
        if let Some(change) = change {
            self.show(change)?;
        }
        self.compare()?;
        Ok(number != 0)
    }

    /// The browser is sent to the page of this event.
    pub(crate) fn lead(&mut self, number: u64) -> Result<(), Fault> {
        self.note(format_args!("page {number}"));
        self.ledger.lead(number).map_err(|breach| self.breach(breach))
    }

    /// An error that answers an event. How many entries a panic took along.
    pub(crate) fn failed(&mut self, number: u64, code: &str) -> Result<usize, Fault> {
        let gone = self.settle(number, Some(code))?;
        (self.is_out, self.broke) = (false, 0);
        self.compare()?;
        Ok(gone)
    }

    /// A newer token, which knows of all that was answered, and of all that is shown: after a break the two are not the same.
    pub(crate) fn renew(&mut self, token: &str) -> Result<(), Fault> {
        self.note("token");
        token.clone_into(&mut self.mounted.token);
        let shown = self.shown(0)?;
        self.ledger.renew(shown);
        Ok(())
    }

    /// The event of this number is answered, by an error if there is a code.
    fn settle(&mut self, number: u64, code: Option<&str>) -> Result<usize, Fault> {
        self.note(format_args!("answer {number}"));
        let shown = self.shown(0)?;
        self.ledger.settle(number, code, &shown, Instant::now()).map_err(|breach| self.breach(breach))
    }

    fn show(&mut self, value: &Value) -> Result<(), Fault> {
        self.untouched = false;
        self.view.take(value).map_err(|Misfit| self.wrong(&format!("cannot apply {value}")))
    }

    /// Whether what is shown is what the ledger says, and what that leads to.
    fn compare(&self) -> Result<(), Fault> {
        let shown = self.shown(0)?;
        self.ledger.check(&shown).map_err(|breach| self.breach(breach))?;
        match self.kind {
            Kind::Slow if self.shown(1)? != shown => Err(self.wrong("shows an entry that was begun and is not done")),
            Kind::Rows => {
                let mut rows = Vec::new();
                shown.iter().for_each(|entry| weave(&mut rows, *entry));
                let cells = |row: &Row| [row.key.to_string(), row.touched.to_string()];
                let items = self.view.items(1).map_err(|Misfit| self.wrong("has no rows"))?;
                match items.eq(rows.iter().map(cells)) {
                    true => Ok(()),
                    false => Err(self.wrong("shows other rows than its entries lead to")),
                }
            }
            _ => Ok(()),
        }
    }

    fn breach(&self, Breach { harm, count, seen }: Breach) -> Fault {
        self.fault(harm, count, &seen)
    }

    pub(crate) fn wrong(&self, seen: &str) -> Fault {
        self.fault(Harm::Wrong, 1, seen)
    }

    pub(crate) fn fault(&self, harm: Harm, count: usize, seen: &str) -> Fault {
        let Self { kind, ledger, server, trail, .. } = self;
        let trail: Vec<&str> = trail.iter().map(String::as_str).collect();
        let seen = format!("{kind:?} of server {server} {seen}; {ledger}\n    {}", trail.join(", "));
        Fault { harm, count: count as u64, seen }
    }
}
