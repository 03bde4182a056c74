//! A client comes back on another socket while its old one still has its components, and the other way round.

use std::time::Instant;

use super::{
    connection::{Connection, client},
    departure::{Departure, ParentAddress},
    joined_component::{Doing, JoinedComponent, Task},
    locations::{Claim, Claimant},
    pending_join::{PendingJoin, Takeovers},
    resume_key::ResumeKey,
};
use crate::protocol::message::{Code, Dialect, Id};

impl Connection {
    /// What a component is known by to who may come back to it. Dialect 1 has no numbers for events, so there nobody does.
    pub(super) fn resume_key(&self, instance: u64) -> Option<ResumeKey> {
        (self.outbox.dialect() == Dialect::Two).then_some(ResumeKey { instance, page: self.page })
    }

    /// As what it asks for a component that joins next.
    pub(super) fn claimant(&self) -> Claimant<'_> {
        Claimant { mailbox: &self.mailbox, key: self.next_key, socket: self.socket_number }
    }

    /// Goes on with a join, with what was found of its component.
    pub(super) fn go_on_with(&mut self, joining: PendingJoin, claim: Claim, now: Instant) {
        match claim {
            Claim::Absent => self.begin(joining, None, now),
            Claim::Parked(parked) => self.begin(joining, Some(parked), now),
            Claim::Wait(ticket) => {
                self.share.owe(joining.bytes());
                self.takeovers.waiting.push((ticket, joining));
            }
            Claim::Lost => {
                self.outbox.refuse(Some(&joining.id), 0, Code::Moved, MOVED);
                self.parent_waits.settle(joining.opened.claims.instance);
                self.went(joining.id);
            }
        }
    }

    fn went(&mut self, id: Id) {
        self.takeovers.went(id, self.shared.guard.limits.components);
    }

    /// Takes all joins that wait.
    fn take_waiting(&mut self) -> Vec<(u64, PendingJoin)> {
        self.share.give(self.takeovers.bytes());
        std::mem::take(&mut self.takeovers.waiting)
    }

    /// Goes on with the joins whose component has arrived, as long as there is room for the answers.
    pub(super) fn collect(&mut self, now: Instant) {
        for (ticket, joining) in self.take_waiting() {
            if !self.has_room(0) {
                self.share.owe(joining.bytes());
                self.takeovers.waiting.push((ticket, joining));
                (self.takeovers.arrived, self.held_up) = (true, true);
                continue;
            }
            let Some(resume_key) = self.resume_key(joining.opened.claims.instance) else { continue };
            let claim = self.shared.locations.collect(resume_key, ticket, &self.claimant());
            self.go_on_with(joining, claim, now);
        }
    }

    /// Goes on with what was held up because too much waited for the client.
    pub(super) fn catch_up(&mut self, now: Instant) {
        self.held_up = false;
        if std::mem::take(&mut self.takeovers.arrived) {
            self.collect(now);
        }
        let held_up = self.components.iter().filter(|joined| joined.doing == Doing::Nothing && joined.queued() > 0);
        let keys: Vec<u64> = held_up.map(|joined| joined.key).collect();
        for key in keys {
            self.run_queue(key, now);
        }
    }

    /// Gives up a component that goes on elsewhere, and those nested in it. The client, if it lives, is told.
    pub(super) fn give_up(&mut self, key: u64) {
        for id in self.take_out(key, true) {
            self.outbox.refuse(Some(&id), 0, Code::Moved, MOVED);
            self.went(id);
        }
    }

    /// Why there is no component of this id.
    pub(super) fn absent(&self, id: &Id) -> (Code, &'static str) {
        match self.takeovers.moved.contains(id) {
            true => (Code::Moved, MOVED),
            false => (Code::UnknownId, "there is no such component on this connection"),
        }
    }

    /// The client leaves a component that is not here, or not yet.
    pub(super) fn leave_absent(&mut self, id: &Id, now: Instant) {
        let Takeovers { waiting, moved, .. } = &mut self.takeovers;
        moved.retain(|known| known != id);
        let left: Vec<_> = waiting.extract_if(.., |(_, joining)| joining.id == *id).collect();
        let early = self.parent_waits.take(|joining| joining.id == *id);
        let joinings = || left.iter().map(|(_, joining)| joining).chain(&early);
        self.share.give(joinings().map(PendingJoin::bytes).sum());
        joinings().for_each(|joining| self.parent_waits.settle(joining.opened.claims.instance));
        self.cancel(&left, now);
    }

    /// The server is about to stop: the joins that wait are refused.
    pub(super) fn refuse_waiting(&mut self) {
        let left = self.take_waiting();
        self.cancel(&left, Instant::now());
        self.share.give(self.parent_waits.bytes());
        let early = self.parent_waits.take(|_| true);
        for joining in left.into_iter().map(|(_, joining)| joining).chain(early) {
            self.outbox.refuse(Some(&joining.id), 0, Code::Stopping, "the server is about to stop");
        }
    }

    /// The connection ends: nothing is waited for any more.
    pub(super) fn wait_no_more(&mut self) {
        let left = self.take_waiting();
        self.cancel(&left, Instant::now());
    }

    fn cancel(&self, left: &[(u64, PendingJoin)], now: Instant) {
        for (ticket, joining) in left {
            if let Some(resume_key) = self.resume_key(joining.opened.claims.instance) {
                self.shared.locations.cancel(resume_key, *ticket, now);
            }
        }
    }

    /// Ends a component that has been taken out. Its state goes to whoever comes back for it, or waits for it already.
    pub(super) fn let_go(&mut self, mut joined: Box<JoinedComponent>, comes_back: bool) {
        let bytes = joined.counted + joined.queued_bytes();
        self.share.give(bytes);
        let resume_key = self.resume_key(joined.instance);
        let resume_key = resume_key
            .filter(|resume_key| self.shared.locations.leave(*resume_key, &self.mailbox, joined.key, comes_back));
        let parent = joined.parent.zip(joined.parent_key).map(|(parent, key)| ParentAddress {
            parent,
            key,
            resume_key: self.resume_key(parent.instance),
            mailbox: self.mailbox.clone(),
        });
        if resume_key.is_none() && parent.is_none() && joined.doing == Doing::Nothing {
            return joined.actor.end(None);
        }
        let lease = self.share.accounts().lease(bytes);
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
            client: self.shared.locations.client(client(&self.session, self.visit.as_ref())),
            lease,
        };
        joined.actor.end(Some(departure.keep()));
    }
}

/// The message for a socket whose page has a newer one.
const MOVED: &str = "this component has gone on with a newer connection of its page";
