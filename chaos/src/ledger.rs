//! [`Ledger`]: what a client knows of the events of one component, and what may be seen of them.

use std::{
    collections::{HashSet, VecDeque},
    fmt,
    ops::Range,
    time::Duration,
};

use tokio::time::Instant;

use crate::tally::Harm;

/// How old an answer is that a panic cannot undo. The server keeps a state for a second; the other is for clocks that are read now and then.
const SAFE: Duration = Duration::from_secs(2);

/// The effect of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It writes down its entry.
    Written,
    /// So it does, and sends the browser to another page.
    Away,
    /// It fails, and leaves no trace.
    Refused,
    /// It panics, and the component goes back to a state that was kept: at most the last few entries go with it.
    Fatal,
    /// It ends the process, and is given up at last.
    Deadly,
}

/// A broken promise, and how many events it concerns.
#[derive(Debug, PartialEq)]
pub(crate) struct Breach {
    pub(crate) harm: Harm,
    pub(crate) count: usize,
    pub(crate) seen: String,
}

/// An event without an answer.
#[derive(Debug)]
struct Pending {
    number: u64,
    effect: Effect,
    /// The last entry that was safe from a panic when it was made.
    safe: u64,
    /// Whether this connection has been sent the page that it leads to.
    led: bool,
    /// Whether a server that knows of it may have gone with what only that server knew of its answer.
    forgiven: bool,
}

/// The events of one component. The entry of each is its number.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// The events that were answered and have taken effect, in order, and when each answer was heard.
    entries: Vec<(u64, Instant)>,
    /// The events that were not answered.
    pending: VecDeque<Pending>,
    made: u64,
    answered: u64,
    /// The entries shown when the newest token came, and the last event that the token covers.
    known: Vec<u64>,
    covered: u64,
    /// Answered entries that a server did not know of. One that was there before may still have them.
    gone: Vec<u64>,
}

impl Ledger {
    /// Makes an event. Its number.
    pub(crate) fn make(&mut self, effect: fn(u64) -> Effect, now: Instant) -> u64 {
        self.made += 1;
        let (number, effect) = (self.made, effect(self.made));
        let safe = self.entries.iter().take_while(|(_, heard)| *heard + SAFE <= now).last();
        let safe = safe.map_or(0, |(entry, _)| *entry);
        self.pending.push_back(Pending { number, effect, safe, led: false, forgiven: false });
        number
    }

    /// The events without an answer.
    pub(crate) fn pending(&self) -> impl ExactSizeIterator<Item = u64> {
        self.pending.iter().map(|pending| pending.number)
    }

    /// The entries that have taken effect, and those that will.
    pub(crate) fn chain(&self) -> impl Iterator<Item = u64> {
        let written = |pending: &&Pending| matches!(pending.effect, Effect::Written | Effect::Away);
        let next = self.pending.iter().filter(written).map(|pending| pending.number);
        self.entries.iter().map(|(entry, _)| *entry).chain(next)
    }

    /// The last event that was made.
    pub(crate) const fn made(&self) -> u64 {
        self.made
    }

    /// The last event that the newest token knows of.
    pub(crate) const fn covered(&self) -> u64 {
        self.covered
    }

    /// The browser is sent to the page of this event, which is answered next.
    pub(crate) fn lead(&mut self, number: u64) -> Result<(), Breach> {
        match self.pending.front_mut() {
            Some(oldest) if oldest.number == number && oldest.effect == Effect::Away && !oldest.led => {
                oldest.led = true
            }
            _ => return Err(wrong(format_args!("was sent to the page of event {number}"))),
        }
        Ok(())
    }

    /// The component is joined on another connection. Events that were sent and not answered are repeated there.
    pub(crate) fn begin_again(&mut self) {
        self.pending.iter_mut().for_each(|pending| pending.led = false);
    }

    /// The oldest event is answered, by an error if there is a code, while this is `shown`. How many entries a panic took along.
    pub(crate) fn settle(
        &mut self,
        number: u64,
        code: Option<&str>,
        shown: &[u64],
        now: Instant,
    ) -> Result<usize, Breach> {
        let Some(&Pending { effect, led, forgiven, .. }) =
            self.pending.front().filter(|oldest| oldest.number == number)
        else {
            return Err(wrong(format_args!("was answered {number}, which was not its oldest event")));
        };
        if effect == Effect::Away && !led && !forgiven {
            let seen = format!("was not sent to the page of event {number}");
            return Err(Breach { harm: Harm::Lost, count: 1, seen });
        }
        let mut gone = 0;
        match (effect, code) {
            (Effect::Written | Effect::Away, None) => self.entries.push((number, now)),
            (Effect::Refused, Some("event_failed")) | (Effect::Deadly, Some("given_up")) => {}
            (Effect::Fatal, Some("panicked")) => {
                let kept = self.match_with(shown)?;
                gone = self.entries.len().saturating_sub(kept);
                self.entries.truncate(kept);
            }
            (_, None) => return Err(wrong(format_args!("was not told that event {number} failed"))),
            (_, Some(code)) => {
                let seen = format!("was told {code} for event {number}");
                return Err(Breach { harm: Harm::Lost, count: 1, seen });
            }
        }
        self.pending.pop_front();
        self.answered = number;
        Ok(gone)
    }

    /// A newer token has come while this is `shown`.
    pub(crate) fn renew(&mut self, shown: Vec<u64>) {
        self.covered = self.answered.max(last(&shown));
        self.known = shown;
    }

    /// Another server shows this, from what the newest token knows. How many entries have gone, which may be if that is `forgiven`.
    pub(crate) fn move_on(&mut self, shown: &[u64], forgiven: bool, now: Instant) -> usize {
        // The token may have been a step ahead of the answers, but is never behind what it covered.
        self.covered = self.covered.max(last(shown));
        let count = if forgiven { self.forgive() } else { 0 };
        // A server that was there before has what another, which began from the token, did not know of.
        let mut there: Vec<(u64, Instant)> =
            self.gone.extract_if(.., |entry| shown.contains(entry)).map(|entry| (entry, now)).collect();
        if forgiven {
            // Entries that a panic undid after the token was made are there again.
            let known: HashSet<u64> = self.entries.iter().chain(&there).map(|(entry, _)| *entry).collect();
            let answered = self.pending.front().map_or(u64::MAX, |oldest| oldest.number);
            let again = self.known.iter().filter(|entry| !known.contains(entry) && **entry < answered);
            there.extend(again.map(|entry| (*entry, now)));
        }
        self.entries.extend(there);
        self.entries.sort_by_key(|(entry, _)| *entry);
        count
    }

    /// Lets go of the entries that the newest token does not know of. How many they are.
    fn forgive(&mut self) -> usize {
        self.pending.iter_mut().for_each(|pending| pending.forgiven = true);
        let covered = self.covered;
        let gone: Vec<u64> =
            self.entries.extract_if(.., |(entry, _)| *entry > covered).map(|(entry, _)| entry).collect();
        let count = gone.len();
        self.gone.extend(gone);
        count
    }

    /// Whether this may be shown: what was answered, and then perhaps the next events.
    pub(crate) fn check(&self, shown: &[u64]) -> Result<(), Breach> {
        self.match_with(shown).map(|_| ())
    }

    /// How much of what is `shown` was there before a panic.
    fn match_with(&self, shown: &[u64]) -> Result<usize, Breach> {
        let chain: Vec<u64> = self.chain().collect();
        let hole = self.hole(chain.len());
        let same = chain.iter().take(hole.end).zip(shown).take_while(|(a, b)| a == b).count();
        let rest = shown.get(same..).unwrap_or_default();
        let after = chain.get(hole.end..).unwrap_or_default();
        if same >= hole.start && after.starts_with(rest) {
            return Ok(same);
        }
        let distinct: HashSet<u64> = shown.iter().copied().collect();
        let safe = self.entries.iter().take(hole.start);
        let missing = safe.filter(|(entry, _)| !distinct.contains(entry)).count();
        let seen = format!("shows {shown:?}");
        Err(match (shown.len() - distinct.len(), missing) {
            (0, 0) => wrong(seen),
            (0, count) => Breach { harm: Harm::Lost, count, seen },
            (count, _) => Breach { harm: Harm::Doubled, count, seen },
        })
    }

    /// Where in the chain entries may be missing: the end of what was there before an event that panics, if one has not been answered.
    fn hole(&self, length: usize) -> Range<usize> {
        let answered = self.entries.len();
        let Some(at) = self.pending.iter().position(|pending| pending.effect == Effect::Fatal) else {
            return answered..length;
        };
        let written = self
            .pending
            .iter()
            .take(at)
            .filter(|pending| !matches!(pending.effect, Effect::Refused | Effect::Deadly))
            .count();
        let safe = self.pending.get(at).map_or(0, |pending| pending.safe);
        self.entries.iter().take_while(|(entry, _)| *entry <= safe).count()..answered + written
    }
}

impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries: Vec<u64> = self.entries.iter().map(|(entry, _)| *entry).collect();
        let tail = entries.get(entries.len().saturating_sub(12)..).unwrap_or_default();
        let pending: Vec<u64> = self.pending().collect();
        let Self { covered, .. } = self;
        write!(f, "of {} entries the last are {tail:?}, pending {pending:?}, the token knows {covered}", entries.len())
    }
}

fn last(shown: &[u64]) -> u64 {
    shown.last().copied().unwrap_or_default()
}

fn wrong(seen: impl fmt::Display) -> Breach {
    Breach { harm: Harm::Wrong, count: 1, seen: seen.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Events of which the third is refused.
    fn third_refused(number: u64) -> Effect {
        if number == 3 { Effect::Refused } else { Effect::Written }
    }

    /// Events of which the third panics.
    fn third_fatal(number: u64) -> Effect {
        if number == 3 { Effect::Fatal } else { Effect::Written }
    }

    /// A ledger with this many events, of which the first two are answered.
    fn ledger(events: u64, effect: fn(u64) -> Effect) -> Ledger {
        let (mut ledger, now) = (Ledger::default(), Instant::now());
        for _ in 0..events {
            ledger.make(effect, now);
        }
        assert_eq!(ledger.settle(1, None, &[], now), Ok(0));
        assert_eq!(ledger.settle(2, None, &[1], now), Ok(0));
        ledger
    }

    /// The verdict on a ledger with three answered events, the third refused, and one without an answer, when the page shows this.
    fn said(shown: &[u64]) -> Option<Harm> {
        let mut ledger = ledger(4, third_refused);
        assert_eq!(ledger.settle(3, Some("event_failed"), &[1, 2], Instant::now()), Ok(0));
        ledger.check(shown).err().map(|breach| breach.harm)
    }

    #[test]
    fn answered_events_are_shown_and_others_may_be() {
        assert_eq!(said(&[1, 2]), None);
        assert_eq!(said(&[1, 2, 4]), None);
    }

    #[test]
    fn lost_doubled_and_misordered_events_are_seen() {
        assert_eq!(said(&[1]), Some(Harm::Lost));
        assert_eq!(said(&[2, 4]), Some(Harm::Lost));
        assert_eq!(said(&[1, 2, 2]), Some(Harm::Doubled));
        assert_eq!(said(&[2, 1]), Some(Harm::Wrong));
        assert_eq!(said(&[1, 2, 3]), Some(Harm::Wrong));
    }

    #[test]
    fn a_killed_server_takes_no_more_than_the_token_did_not_know() {
        let after = |shown: &[u64]| {
            let (mut ledger, now) = (Ledger::default(), Instant::now());
            for _ in 0..2 {
                ledger.make(third_refused, now);
            }
            ledger.settle(1, None, &[], now).ok()?;
            ledger.renew(vec![1]);
            ledger.settle(2, None, &[1], now).ok()?;
            let gone = ledger.move_on(shown, true, now);
            ledger.check(shown).ok().map(|()| gone)
        };
        assert_eq!(after(&[1]), Some(1));
        assert_eq!(after(&[1, 2]), Some(0));
        assert_eq!(after(&[]), None);
        assert_eq!(after(&[2]), None);
    }

    #[test]
    fn events_unknown_to_one_server_may_reappear_at_another() {
        let (mut ledger, now) = (ledger(2, third_refused), Instant::now());
        ledger.renew(vec![1]);
        ledger.covered = 1;
        assert_eq!(ledger.move_on(&[1], true, now), 1);
        assert!(ledger.check(&[1]).is_ok() && ledger.check(&[1, 2]).is_err());
        assert_eq!(ledger.move_on(&[1, 2], true, now), 0);
        assert!(ledger.check(&[1, 2]).is_ok() && ledger.check(&[1]).is_err());
    }

    #[test]
    fn a_server_that_stops_leads_back_to_one_that_knows_more() {
        let mut ledger = ledger(2, third_refused);
        let now = Instant::now();
        (ledger.known, ledger.covered) = (vec![1], 1);
        assert_eq!(ledger.move_on(&[1], true, now), 1);
        assert_eq!(ledger.move_on(&[1, 2], false, now), 0);
        assert!(ledger.check(&[1, 2]).is_ok() && ledger.check(&[1]).is_err());
    }

    #[test]
    fn a_panic_takes_the_last_entries_and_no_others() {
        let said = |shown: &[u64]| ledger(4, third_fatal).check(shown).err().map(|breach| breach.harm);
        for right in [&[1, 2][..], &[1], &[], &[1, 2, 4], &[1, 4], &[4]] {
            assert_eq!(said(right), None, "{right:?}");
        }
        for wrong in [&[2][..], &[2, 4], &[1, 2, 3], &[4, 1]] {
            assert!(said(wrong).is_some(), "{wrong:?}");
        }
        let mut ledger = ledger(4, third_fatal);
        assert_eq!(ledger.settle(3, Some("panicked"), &[1], Instant::now()), Ok(1));
        assert!(ledger.check(&[1, 4]).is_ok());
        assert!(ledger.check(&[1, 2, 4]).is_err());
    }

    #[test]
    fn a_panic_takes_nothing_that_was_answered_long_ago() {
        let mut ledger = ledger(2, third_fatal);
        ledger.make(third_fatal, Instant::now() + SAFE);
        assert!(ledger.check(&[1, 2]).is_ok());
        assert_eq!(ledger.check(&[1]).err().map(|breach| breach.harm), Some(Harm::Lost));
    }

    #[test]
    fn events_lost_to_a_panic_reappear_where_only_the_token_is_known() {
        let mut ledger = ledger(3, third_fatal);
        ledger.renew(vec![1, 2]);
        assert_eq!(ledger.settle(3, Some("panicked"), &[], Instant::now()), Ok(2));
        assert_eq!(ledger.move_on(&[1, 2], true, Instant::now()), 0);
        assert!(ledger.check(&[1, 2]).is_ok());
    }

    #[test]
    fn an_event_that_leads_away_is_answered_after_its_page_unless_its_server_was_killed() {
        let (mut ledger, now) = (Ledger::default(), Instant::now());
        for _ in 0..3 {
            ledger.make(|_| Effect::Away, now);
        }
        let harm = |settled: Result<usize, Breach>| settled.err().map(|breach| breach.harm);
        assert_eq!(harm(ledger.settle(1, None, &[], now)), Some(Harm::Lost));
        assert!(ledger.lead(2).is_err() && ledger.lead(1).is_ok() && ledger.lead(1).is_err());
        ledger.begin_again();
        assert_eq!(harm(ledger.settle(1, None, &[], now)), Some(Harm::Lost));
        assert!(ledger.lead(1).is_ok());
        assert_eq!(ledger.settle(1, None, &[], now), Ok(0));
        ledger.move_on(&[1], true, now);
        assert_eq!(ledger.settle(2, None, &[1], now), Ok(0));
    }
}
