//! [`Component`]: one component of a client's page, and the client's own ledger of it.

use std::{
    collections::{HashSet, VecDeque},
    fmt::Display,
};

use serde_json::{Value, json};

use crate::{
    app::{Row, is_refused, weave},
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
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Ledger, Self::Slow, Self::Ticking, Self::Rows];

    /// What the page shows before anything has happened.
    fn first_view(self) -> View {
        match self {
            Self::Ledger => View::of_texts(&[""], 0),
            Self::Slow => View::of_texts(&["", ""], 0),
            Self::Ticking => View::of_texts(&["", "0"], 0),
            Self::Rows => View::of_texts(&[""], 1),
        }
    }
}

/// A component as Loom's own client holds it: events are kept until they are answered, and sent again after a break.
#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) kind: Kind,
    pub(crate) id: u64,
    module: String,
    token: String,
    /// Whether this connection has answered the join.
    pub(crate) joined: bool,
    /// The server that it was last joined to, or that made the page.
    pub(crate) server: u64,
    /// Whether its last connection to that server ended without the server's doing, so that a stop of it may not have reached this client.
    cut_off: bool,
    /// Whether what is shown is what the page brought.
    untouched: bool,
    view: View,
    /// The ledger: what was answered and has taken effect, in order. Each event's entry is its number.
    entries: Vec<u64>,
    /// What has not been answered.
    pending: VecDeque<u64>,
    sent: u64,
    answered: u64,
    /// The last event that the newest token knows of.
    covered: u64,
    /// The last few things that happened to it, for whoever looks for the reason of a fault.
    trail: VecDeque<String>,
}

impl Component {
    pub(crate) fn new(kind: Kind, id: u64, module: String, token: String, server: u64) -> Self {
        Self {
            kind,
            id,
            module,
            token,
            joined: false,
            server,
            cut_off: false,
            untouched: true,
            view: kind.first_view(),
            entries: Vec::new(),
            pending: VecDeque::new(),
            sent: 0,
            answered: 0,
            covered: 0,
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
        self.pending.len()
    }

    /// The frame that joins it.
    pub(crate) fn join(&mut self) -> String {
        self.joined = false;
        json!(["j", self.id, self.module, self.token, u8::from(self.untouched)]).to_string()
    }

    /// Makes an event, and keeps it until it is answered. Its frame, if it can be sent now.
    pub(crate) fn fire(&mut self) -> Option<String> {
        self.sent += 1;
        self.pending.push_back(self.sent);
        let sent = self.sent;
        let how = if self.joined { "event" } else { "unsent" };
        self.note(format_args!("{how} {sent}"));
        self.joined.then(|| self.frame(self.sent))
    }

    fn frame(&self, number: u64) -> String {
        json!(["e", self.id, number, "record", "input", {"value": number.to_string()}]).to_string()
    }

    /// This server has answered the join. Gives what has to be sent again, and how many events are gone: none, unless the component was joined
    /// to another server before that could not tell all of its state to a token, because it was `killed`, or this client cut off.
    pub(crate) fn welcome(
        &mut self,
        whole: Option<&Value>,
        server: u64,
        killed: bool,
    ) -> Result<(Vec<String>, u64), Fault> {
        let forgiven = server != self.server && (killed || self.cut_off);
        let moved = server != self.server;
        self.note(format_args!("joined on {server}{}", if forgiven { ", less what is forgiven" } else { "" }));
        (self.server, self.cut_off, self.joined) = (server, false, true);
        match whole {
            Some(whole) => self.show(whole)?,
            None if self.untouched => {}
            None => return Err(self.wrong("was told that what it has is right, which it did not claim")),
        }
        let before = self.entries.len();
        if moved {
            // The state is the token's, which may have been a step ahead of the answers, but never behind what it covered.
            self.covered = self.covered.max(self.last_shown());
        }
        if forgiven {
            self.entries.retain(|entry| *entry <= self.covered);
        }
        self.compare()?;
        let gone = before - self.entries.len();
        Ok((self.pending.iter().map(|number| self.frame(*number)).collect(), gone as u64))
    }

    /// Its connection to this server has ended, and not by the server's doing if it was `cut_off`.
    pub(crate) fn parted(&mut self, server: u64, cut_off: bool) {
        self.cut_off |= cut_off && server == self.server;
        self.joined = false;
    }

    /// The last entry that is shown.
    fn last_shown(&self) -> u64 {
        self.view.text(0).ok().and_then(|text| numbers(text).pop()).unwrap_or_default()
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

    /// An error that answers an event.
    pub(crate) fn failed(&mut self, number: u64, code: &str) -> Result<(), Fault> {
        self.settle(number, Some(code))?;
        self.compare()
    }

    /// A newer token, which knows of all that was answered, and of all that is shown: after a break the two are not the same.
    pub(crate) fn renew(&mut self, token: &str) {
        self.note("token");
        token.clone_into(&mut self.token);
        self.covered = self.answered.max(self.last_shown());
    }

    /// The event of this number is answered, by an error if there is a code.
    fn settle(&mut self, number: u64, code: Option<&str>) -> Result<(), Fault> {
        self.note(format_args!("answer {number}"));
        if self.pending.front() != Some(&number) {
            return Err(self.wrong(&format!("was answered {number}, which was not its oldest event")));
        }
        let refused = self.kind == Kind::Ledger && is_refused(number);
        match code {
            None if refused => return Err(self.wrong(&format!("was not told that event {number} failed"))),
            None => self.entries.push(number),
            Some("event_failed") if refused => {}
            Some(code) => return Err(self.fault(Harm::Lost, 1, &format!("was told {code} for event {number}"))),
        }
        self.pending.pop_front();
        self.answered = number;
        Ok(())
    }

    fn show(&mut self, value: &Value) -> Result<(), Fault> {
        self.untouched = false;
        self.view.take(value).map_err(|Misfit| self.wrong(&format!("cannot apply {value}")))
    }

    /// Whether what is shown is what the ledger says, and then perhaps the next events that are not answered yet.
    fn compare(&self) -> Result<(), Fault> {
        let misfit = |Misfit| self.wrong("has no such slots");
        let shown = numbers(self.view.text(0).map_err(misfit)?);
        self.compare_entries(&shown)?;
        match self.kind {
            Kind::Ledger | Kind::Ticking => Ok(()),
            Kind::Slow if numbers(self.view.text(1).map_err(misfit)?) == shown => Ok(()),
            Kind::Slow => Err(self.wrong("shows an entry that was begun and is not done")),
            Kind::Rows => {
                let mut rows = Vec::new();
                shown.iter().for_each(|entry| weave(&mut rows, *entry));
                let cells = |row: &Row| [row.key.to_string(), row.touched.to_string()];
                match self.view.items(1).map_err(misfit)?.eq(rows.iter().map(cells)) {
                    true => Ok(()),
                    false => Err(self.wrong("shows other rows than its entries lead to")),
                }
            }
        }
    }

    fn compare_entries(&self, shown: &[u64]) -> Result<(), Fault> {
        let refuses = self.kind == Kind::Ledger;
        let next = self.pending.iter().filter(|entry| !(refuses && is_refused(**entry)));
        let mut expected = self.entries.iter().chain(next);
        if shown.len() >= self.entries.len() && shown.iter().all(|entry| expected.next() == Some(entry)) {
            return Ok(());
        }
        let distinct: HashSet<u64> = shown.iter().copied().collect();
        let missing = self.entries.iter().filter(|entry| !distinct.contains(entry)).count();
        let seen = format!("shows {shown:?}");
        Err(match (shown.len() - distinct.len(), missing) {
            (0, 0) => self.wrong(&seen),
            (0, missing) => self.fault(Harm::Lost, missing, &seen),
            (doubled, _) => self.fault(Harm::Doubled, doubled, &seen),
        })
    }

    pub(crate) fn wrong(&self, seen: &str) -> Fault {
        self.fault(Harm::Wrong, 1, seen)
    }

    pub(crate) fn fault(&self, harm: Harm, count: usize, seen: &str) -> Fault {
        let Self { kind, entries, pending, covered, server, trail, .. } = self;
        let trail: Vec<&str> = trail.iter().map(String::as_str).collect();
        let last = entries.get(entries.len().saturating_sub(12)..).unwrap_or_default();
        let seen = format!(
            "{kind:?} of server {server} {seen}; of {} entries the last are {last:?}, pending {pending:?}, the token knows {covered}\n    {}",
            entries.len(),
            trail.join(", ")
        );
        Fault { harm, count: count as u64, seen }
    }
}

fn numbers(text: &str) -> Vec<u64> {
    text.split_ascii_whitespace().filter_map(|number| number.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a ledger with three answered events, the third refused, and one without an answer, when the page shows this.
    fn said(shown: &str) -> Option<Harm> {
        let mut ledger = Component::new(Kind::Ledger, 1, String::new(), String::new(), 1);
        for _ in 0..4 {
            ledger.fire();
        }
        let answers = [ledger.settle(1, None), ledger.settle(2, None), ledger.settle(3, Some("event_failed"))];
        assert!(answers.iter().all(Result::is_ok));
        ledger.show(&json!([0, shown])).and_then(|()| ledger.compare()).err().map(|fault| fault.harm)
    }

    #[test]
    fn what_was_answered_is_shown_and_what_was_not_may_be() {
        assert_eq!(said("1 2"), None);
        assert_eq!(said("1 2 4"), None);
    }

    #[test]
    fn what_is_lost_doubled_or_out_of_order_is_seen() {
        assert_eq!(said("1"), Some(Harm::Lost));
        assert_eq!(said("2 4"), Some(Harm::Lost));
        assert_eq!(said("1 2 2"), Some(Harm::Doubled));
        assert_eq!(said("2 1"), Some(Harm::Wrong));
        assert_eq!(said("1 2 3"), Some(Harm::Wrong));
    }

    #[test]
    fn a_killed_server_takes_no_more_than_the_token_did_not_know() {
        let after = |shown: &str| {
            let mut ledger = Component::new(Kind::Ledger, 1, String::new(), String::new(), 1);
            for number in [1, 2] {
                ledger.fire();
                ledger.patched(number, Some(&json!([0, if number == 1 { "1" } else { "1 2" }]))).ok()?;
                if number == 1 {
                    ledger.renew("");
                }
            }
            ledger.welcome(Some(&json!({"F": [shown]})), 2, true).ok().map(|(_, gone)| gone)
        };
        assert_eq!(after("1"), Some(1));
        assert_eq!(after("1 2"), Some(0));
        assert_eq!(after(""), None);
        assert_eq!(after("2"), None);
    }
}
