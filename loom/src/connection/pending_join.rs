//! [`PendingJoins`]: joins that were admitted and wait, for another connection to give their component up, or for the component around it.

use std::collections::VecDeque;

use super::joined_component::cost_of_state;
use crate::{
    actor::Entry,
    protocol::message::{Have, Id},
    token::Opened,
};

/// A component that joins, admitted already.
pub(super) struct PendingJoin {
    /// The id that the client chose for it.
    pub(super) id: Id,
    /// Its registered name.
    pub(super) module: &'static str,
    /// Its type.
    pub(super) entry: &'static Entry,
    /// The content of its token.
    pub(super) opened: Opened,
    /// The form in which the client has this token's state.
    pub(super) have: Have,
}

impl PendingJoin {
    /// Its size in memory while it waits, in bytes.
    pub(super) fn bytes(&self) -> usize {
        cost_of_state(self.opened.json.len())
    }

    /// Whether it is nested in the component of this instance.
    pub(super) fn is_in(&self, instance: u64) -> bool {
        self.opened.claims.parent.is_some_and(|parent| parent.instance == instance)
    }
}

/// The joins of a connection that wait.
#[derive(Default)]
pub(super) struct PendingJoins {
    /// Components on their way from another connection to this one, or gone the other way.
    pub(super) takeovers: Takeovers,
    /// Joins of nested components that wait for their parent.
    pub(super) for_parent: ParentWaits,
}

impl PendingJoins {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.takeovers.waiting.len() + self.for_parent.waiting.len()
    }

    /// Whether one of them is so.
    pub(super) fn any(&self, is_so: impl Fn(&PendingJoin) -> bool) -> bool {
        self.takeovers.waiting.iter().any(|(_, joining)| is_so(joining)) || self.for_parent.waiting.iter().any(is_so)
    }

    /// Their size in memory, in bytes.
    #[cfg(any(test, fuzzing))]
    pub(super) fn bytes(&self) -> usize {
        self.takeovers.bytes() + self.for_parent.bytes()
    }

    /// The component of this instance has been shown, or is not to be waited for.
    pub(super) fn settle(&mut self, instance: u64) {
        self.for_parent.settle(instance);
    }
}

/// Components on their way from another connection to this one, or gone the other way.
#[derive(Default)]
pub(super) struct Takeovers {
    /// Joins whose component has not been given up yet, with their ticket.
    pub(super) waiting: Vec<(u64, PendingJoin)>,
    /// Ids of components that went on elsewhere, the latest last.
    pub(super) moved: VecDeque<Id>,
    /// One of those that are waited for may be there.
    pub(super) arrived: bool,
}

impl Takeovers {
    /// The size of the joins that wait, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.waiting.iter().map(|(_, joining)| joining.bytes()).sum()
    }

    /// A component went on elsewhere. Only so many are known: of the others a client hears that they are not here.
    pub(super) fn note_moved(&mut self, id: Id, most: usize) {
        self.moved.retain(|known| *known != id);
        self.moved.push_back(id);
        while self.moved.len() > most {
            self.moved.pop_front();
        }
    }

    /// A component of this id is here.
    pub(super) fn note_joined(&mut self, id: &Id) {
        self.moved.retain(|known| known != id);
    }
}

/// Joins of nested components that came before the component around them was here.
#[derive(Default)]
pub(super) struct ParentWaits {
    pub(super) waiting: Vec<PendingJoin>,
    /// Instances of components that some of them wait for, and for which they need not wait any more.
    pub(super) settled: Vec<u64>,
}

impl ParentWaits {
    /// Their size in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.waiting.iter().map(PendingJoin::bytes).sum()
    }

    /// The component of this instance has been shown, or is not to be waited for.
    pub(super) fn settle(&mut self, instance: u64) {
        if self.waiting.iter().any(|joining| joining.is_in(instance)) && !self.settled.contains(&instance) {
            self.settled.push(instance);
        }
    }

    /// Takes the joins that are so.
    pub(super) fn take(&mut self, is_so: impl Fn(&PendingJoin) -> bool) -> Vec<PendingJoin> {
        self.waiting.extract_if(.., |joining| is_so(joining)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_many_components_that_went_on_elsewhere_are_known() {
        let mut takeovers = Takeovers::default();
        for id in [1, 2, 1, 3, 4] {
            takeovers.note_moved(Id::Number(id), 3);
        }
        assert_eq!(takeovers.moved, [1, 3, 4].map(Id::Number), "the latest, each once");
        takeovers.note_joined(&Id::Number(3));
        assert_eq!(takeovers.moved, [1, 4].map(Id::Number), "one that is here has not gone");
    }

    #[test]
    fn a_component_that_no_join_waits_for_settles_nothing() {
        let mut pending = PendingJoins::default();
        pending.settle(7);
        assert!(pending.for_parent.settled.is_empty());
        assert_eq!((pending.len(), pending.bytes(), pending.any(|_| true)), (0, 0, false));
    }
}
