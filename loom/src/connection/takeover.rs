//! A client comes back on another socket while its old one still has its components, and the other way round.

use std::time::Instant;

use super::{
    connection::Connection,
    departure::{Departure, ParentAddress},
    joined_component::{Doing, JoinedComponent, Task},
    locations::{Claim, Claimant},
    pending_join::{PendingJoin, Takeovers},
};
use crate::protocol::message::{Code, Id};

impl Connection {
    /// As what it asks for a component that joins next.
    pub(super) fn claimant(&self) -> Claimant<'_> {
        Claimant {
            mailbox: self.mail.mailbox(),
            key: self.components.next_key(),
            socket_number: self.peer.socket_number,
        }
    }

    /// Goes on with a join, with what was found of its component.
    pub(super) fn go_on_with(&mut self, joining: PendingJoin, claim: Claim, now: Instant) {
        match claim {
            Claim::Absent => self.begin(joining, None, now),
            Claim::Parked(parked) => self.begin(joining, Some(parked), now),
            Claim::Wait(ticket) => {
                self.allowance.memory.owe(joining.bytes());
                self.pending.takeovers.waiting.push((ticket, joining));
            }
            Claim::Lost => {
                self.outbox.refuse(Some(&joining.id), 0, Code::Moved, MOVED);
                self.pending.settle(joining.opened.claims.instance);
                self.note_moved(joining.id);
            }
        }
    }

    fn note_moved(&mut self, id: Id) {
        self.pending.takeovers.note_moved(id, self.shared.guard.limits.components);
    }

    /// Takes all joins that wait.
    fn take_waiting(&mut self) -> Vec<(u64, PendingJoin)> {
        self.allowance.memory.give(self.pending.takeovers.bytes());
        std::mem::take(&mut self.pending.takeovers.waiting)
    }

    /// Goes on with the joins whose component has arrived, as long as there is room for the answers.
    pub(super) fn collect(&mut self, now: Instant) {
        for (ticket, joining) in self.take_waiting() {
            if !self.has_room(0) {
                self.allowance.memory.owe(joining.bytes());
                self.pending.takeovers.waiting.push((ticket, joining));
                (self.pending.takeovers.arrived, self.held_up) = (true, true);
                continue;
            }
            let Some(resume_key) = self.peer.resume_key(joining.opened.claims.instance) else { continue };
            let claim = self.shared.locations.collect(resume_key, ticket, &self.claimant());
            self.go_on_with(joining, claim, now);
        }
    }

    /// Goes on with what was held up because too much waited for the client.
    pub(super) fn catch_up(&mut self, now: Instant) {
        self.held_up = false;
        if std::mem::take(&mut self.pending.takeovers.arrived) {
            self.collect(now);
        }
        for key in self.components.keys(|joined| joined.doing == Doing::Nothing && joined.queued() > 0) {
            self.run_queue(key, now);
        }
    }

    /// Gives up a component that goes on elsewhere, and those nested in it. The client, if it lives, is told.
    pub(super) fn give_up(&mut self, key: u64) {
        for id in self.take_out(key, true) {
            self.outbox.refuse(Some(&id), 0, Code::Moved, MOVED);
            self.note_moved(id);
        }
    }

    /// Why there is no component of this id.
    pub(super) fn absent(&self, id: &Id) -> (Code, &'static str) {
        match self.pending.takeovers.moved.contains(id) {
            true => (Code::Moved, MOVED),
            false => (Code::UnknownId, "there is no such component on this connection"),
        }
    }

    /// The client leaves a component that is not here, or not yet.
    pub(super) fn leave_absent(&mut self, id: &Id, now: Instant) {
        let Takeovers { waiting, moved, .. } = &mut self.pending.takeovers;
        moved.retain(|known| known != id);
        let left: Vec<_> = waiting.extract_if(.., |(_, joining)| joining.id == *id).collect();
        let early = self.pending.for_parent.take(|joining| joining.id == *id);
        let joinings = || left.iter().map(|(_, joining)| joining).chain(&early);
        self.allowance.memory.give(joinings().map(PendingJoin::bytes).sum());
        joinings().for_each(|joining| self.pending.settle(joining.opened.claims.instance));
        self.cancel(&left, now);
    }

    /// The server is about to stop: the joins that wait are refused.
    pub(super) fn refuse_waiting(&mut self) {
        let left = self.take_waiting();
        self.cancel(&left, Instant::now());
        self.allowance.memory.give(self.pending.for_parent.bytes());
        let early = self.pending.for_parent.take(|_| true);
        for joining in left.into_iter().map(|(_, joining)| joining).chain(early) {
            self.outbox.refuse(Some(&joining.id), 0, Code::Stopping, "the server is about to stop");
        }
    }

    /// The connection ends: nothing is waited for any more.
    pub(super) fn cancel_waiting(&mut self) {
        let left = self.take_waiting();
        self.cancel(&left, Instant::now());
    }

    fn cancel(&self, left: &[(u64, PendingJoin)], now: Instant) {
        for (ticket, joining) in left {
            if let Some(resume_key) = self.peer.resume_key(joining.opened.claims.instance) {
                self.shared.locations.cancel(resume_key, *ticket, now);
            }
        }
    }

    /// Ends the component with this key for good, and those nested in it.
    pub(super) fn end(&mut self, key: u64) {
        self.take_out(key, false);
    }

    /// Takes the component with this key out, and those nested in it; their ids if their client may come back to them.
    pub(super) fn take_out(&mut self, key: u64, comes_back: bool) -> Vec<Id> {
        let mut ids = Vec::new();
        for key in self.components.family(key) {
            let Some(joined) = self.components.remove(key) else { continue };
            self.mail.mailbox().dismiss(key);
            ids.push(joined.id.clone());
            self.pending.settle(joined.instance);
            self.let_go(joined, comes_back);
        }
        ids
    }

    /// Ends a component that has been taken out. Its state goes to whoever comes back for it, or waits for it already.
    pub(super) fn let_go(&mut self, mut joined: Box<JoinedComponent>, comes_back: bool) {
        let bytes = joined.counted + joined.queued_bytes();
        self.allowance.memory.give(bytes);
        let resume_key = self.peer.resume_key(joined.instance);
        let resume_key = resume_key
            .filter(|resume_key| self.shared.locations.leave(*resume_key, self.mail.mailbox(), joined.key, comes_back));
        let parent = joined.parent.zip(joined.parent_key).map(|(parent, key)| ParentAddress {
            parent,
            key,
            resume_key: self.peer.resume_key(parent.instance),
            mailbox: self.mail.mailbox().clone(),
        });
        if resume_key.is_none() && parent.is_none() && joined.doing == Doing::Nothing {
            return joined.actor.end(None);
        }
        let lease = self.allowance.memory.accounts().lease(bytes);
        let more = joined.more.take().map(|more| *more).unwrap_or_default();
        let calls = more.queue.into_iter().filter_map(|task| match task {
            Task::Callback(called) => Some(called),
            // The client sends its events again; pushes and props are of what there is no more.
            _ => None,
        });
        let departure = Departure {
            shared: self.shared.clone(),
            resume_key,
            parent,
            version: joined.version,
            last_event: joined.last_event,
            remembered: more.remembered,
            calls: calls.collect(),
            kin: joined.print.take_kin(),
            doing: joined.doing,
            client: self.shared.locations.client(self.peer.identity()),
            lease,
        };
        joined.actor.end(Some(departure.keep()));
    }
}

/// The message for a socket whose page has a newer one.
const MOVED: &str = "this component has gone on with a newer connection of its page";
