//! [`Kin`]: what a component was told by the one inside it.

use crate::{
    component::{Component, Kind},
    tally::{Fault, Harm},
};

/// Calls of a component from the one inside it. Each event of the inner one makes one, which has its number.
///
/// The two have tokens of their own. Where a server is killed, they may be of different moments: a call that only the one or the other knows of
/// may be missing, or made again.
#[derive(Debug, Default)]
pub(crate) struct Kin {
    /// The last call that the token of the outer one knows of.
    covered: u64,
    /// Numbers after the first, and up to the second, of which anything may be seen.
    forgiven: Vec<(u64, u64)>,
}

impl Kin {
    /// The outer one has a newer token.
    pub(crate) fn renew(&mut self, around: &Component) -> Result<(), Fault> {
        self.covered = around.shown(1)?.last().copied().unwrap_or_default();
        Ok(())
    }

    /// One of the two goes on from its token, which may not know all.
    pub(crate) fn forgive(&mut self, within: &Component) {
        let ledger = within.ledger();
        self.forgiven.push((self.covered.min(ledger.covered()), ledger.made()));
    }

    /// Whether each event of the inner one was told once, all of them if the outer one `has_heard` everything.
    pub(crate) fn compare(&self, components: &[Component], has_heard: bool) -> Result<(), Fault> {
        let find = |kind| components.iter().find(|component| component.kind == kind);
        let (Some(around), Some(within)) = (find(Kind::Around), find(Kind::Within)) else { return Ok(()) };
        let counts = |number: &u64| !self.forgiven.iter().any(|(after, to)| after < number && number <= to);
        let told: Vec<u64> = around.shown(1)?.into_iter().filter(counts).collect();
        let made: Vec<u64> = within.ledger().chain().filter(counts).collect();
        if made.starts_with(&told) && (!has_heard || made.len() == told.len()) {
            return Ok(());
        }
        let harm = match told.len().cmp(&made.len()) {
            std::cmp::Ordering::Less => Harm::Lost,
            std::cmp::Ordering::Equal => Harm::Wrong,
            std::cmp::Ordering::Greater => Harm::Doubled,
        };
        let seen = format!("was told {told:?} of {made:?} that count, where {:?} are forgiven", self.forgiven);
        Err(around.fault(harm, told.len().abs_diff(made.len()).max(1), &seen))
    }
}
