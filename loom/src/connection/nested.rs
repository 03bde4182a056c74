//! Nested components: each joins after the component around it, has the props that this one gives it now, and calls it only while it is
//! shown.
//!
//! A token of a nested component says what it once was given. What a component hands down are rights, so the token's word is not taken for
//! them: the component around has to be here, its last render has to show the nested one, and what that render hands down counts.

use std::{collections::HashMap, time::Instant};

use super::{
    answer::{guarded, silent},
    called::Called,
    connection::{Connection, client},
    host::{Change, Nest},
    joining::Joining,
    live_socket::Task,
};
use crate::{
    protocol::message::Code,
    token::Parent,
    tree::{Child, ChildId},
};

/// Where the component around one that joins is.
pub(super) enum Outer {
    /// There is none: it is not nested.
    Nothing,
    /// It is here, under this key, and shows the other.
    Here(u64),
    /// It is about to be here, or it is busy and what it hands down cannot be seen.
    Coming,
    /// It is not here, or does not show the other.
    Absent,
}

impl Connection {
    /// Goes on with a join that was admitted, if the component around it is here.
    pub(super) fn enter(&mut self, joining: Joining, now: Instant) {
        match self.outer(&joining) {
            Outer::Nothing | Outer::Here(_) => self.claim(joining, now),
            Outer::Coming => self.wait_for_parent(joining),
            Outer::Absent => self.refuse_orphan(&joining),
        }
    }

    /// Where the component around one that joins is.
    pub(super) fn outer(&self, joining: &Joining) -> Outer {
        let Some(Parent { instance, child }) = joining.opened.claims.parent else { return Outer::Nothing };
        let mut coming = false;
        for state in self.sockets.iter().filter(|state| state.instance == instance) {
            let is_rendered = state.print.is_rendered();
            if is_rendered && !state.print.kin().has(child) {
                continue;
            }
            if is_rendered && (state.keeps_child(child) || !state.socket.is_busy()) {
                return Outer::Here(state.key);
            }
            coming = true;
        }
        let comes = |joining: &Joining| joining.opened.claims.instance == instance;
        match coming || self.takeovers.is_waiting_for(comes) || self.early.waiting.iter().any(comes) {
            true => Outer::Coming,
            false => Outer::Absent,
        }
    }

    /// Keeps a join until the component around it is here.
    fn wait_for_parent(&mut self, joining: Joining) {
        self.share.owe(joining.bytes());
        self.early.waiting.push(joining);
    }

    /// Refuses the join of a nested component that nobody here shows. The page may not know yet that it has gone.
    fn refuse_orphan(&mut self, joining: &Joining) {
        self.refuse(Some(&joining.id), 0, Code::NotShown, NOT_SHOWN);
        self.early.settle(joining.opened.claims.instance);
    }

    /// Goes on with the joins whose component around is here by now, as long as there is room for the answers. Whether there were any.
    pub(super) fn admit_early(&mut self, now: Instant) -> bool {
        let mut went_on = false;
        while let Some(instance) = self.early.settled.pop() {
            let mut ready = self.early.take(|joining| joining.is_in(instance)).into_iter();
            while self.has_room(0)
                && let Some(joining) = ready.next()
            {
                self.share.give(joining.bytes());
                self.enter(joining, now);
                went_on = true;
            }
            if ready.len() > 0 {
                self.early.waiting.extend(ready);
                self.early.settled.push(instance);
                self.held_up = true;
                break;
            }
        }
        went_on
    }

    /// Takes the place of another that joined for the same nested component before.
    pub(super) fn replace_elder(&mut self, key: u64) {
        let Some(state) = self.socket(key) else { return };
        let (Some(around), Some(Parent { child, .. })) = (state.around, state.parent) else { return };
        let elders = self.sockets.iter().filter(|state| {
            state.around == Some(around) && state.key != key && state.parent.is_some_and(|parent| parent.child == child)
        });
        let elders: Vec<u64> = elders.map(|state| state.key).collect();
        elders.into_iter().for_each(|elder| self.end(elder));
    }

    /// Gives a nested component that just joined the props that the component around it hands down now. Whether it still shows it.
    pub(super) fn take_current_props(&mut self, key: u64, now: Instant) -> bool {
        let Some(state) = self.socket(key) else { return false };
        let (Some(around), Some(Parent { child, .. })) = (state.around, state.parent) else { return true };
        let digest = state.socket.props_digest();
        let Some(parent) = self.socket(around) else { return false };
        let given = match parent.take_child(child) {
            Some(given) => given,
            None if parent.print.props_of(child) == digest => return true,
            None => match self.look_up(around, child, now) {
                Some(given) => given,
                None => return false,
            },
        };
        let Some(state) = self.socket(key) else { return false };
        if digest != Some(given.props_digest()) && state.socket.module() == given.module() {
            return state.socket.take_props(given.into_any());
        }
        true
    }

    /// What a component hands down to one nested in it, found by a render that nobody is shown.
    fn look_up(&self, around: u64, child: ChildId, now: Instant) -> Option<Box<dyn Child>> {
        let state = self.find_key(around).and_then(|index| self.sockets.get(index))?;
        let client = client(&self.session, self.visit.as_ref());
        let nest = Nest::new(&self.shared, client, state.instance, state.birth, self.clock.at(now));
        let mut nest = nest.knowing(state.print.kin());
        guarded(|| silent(state, &mut nest)).ok()?;
        nest.changes.into_iter().find_map(|change| match change {
            Change::Standing(id, given) if id == child => Some(given),
            _ => None,
        })
    }

    /// Renders a component that has changed since it was shown last, and before it those around it: what they hand down, and what it offers, may be
    /// less than what the page shows. A client that reads nothing keeps no right by that.
    pub(super) fn bring_up_to_date(&mut self, key: u64, now: Instant) {
        while let Some(changed) = self.outermost_changed(key) {
            self.send_patch(changed, None, now);
        }
    }

    /// Of a component and those around it the outermost that has changed since it was shown, if any has. One that is busy is shown when it is
    /// done.
    pub(super) fn outermost_changed(&self, key: u64) -> Option<u64> {
        let mut changed = None;
        let mut next = Some(key);
        while let Some(state) = next.and_then(|key| self.find_key(key)).and_then(|index| self.sockets.get(index)) {
            if state.dirty && !state.socket.is_busy() {
                changed = Some(state.key);
            }
            next = state.around;
        }
        changed
    }

    /// Hands on what a render of the component under `around` has found out about those nested in it.
    pub(super) fn nest(&mut self, around: u64, changes: Vec<Change>, now: Instant) {
        if changes.is_empty() {
            return;
        }
        // One look at all components, however many have changed.
        let nested = self.sockets.iter().filter(|state| state.around == Some(around));
        let nested = nested.filter_map(|state| Some((state.parent?.child, state.key)));
        let joined: HashMap<ChildId, u64> = nested.collect();
        for change in changes {
            let child = match &change {
                Change::Standing(id, _) | Change::Updated(id, _) | Change::Ended(id) => *id,
            };
            let joined = joined.get(&child).and_then(|key| self.socket(*key));
            let joined = joined.map(|state| (state.key, state.socket.props_digest()));
            match (change, joined) {
                (Change::Standing(_, child), Some((_, digest))) if digest == Some(child.props_digest()) => {}
                (Change::Standing(_, child) | Change::Updated(_, child), Some((key, _))) => {
                    self.run_or_queue(key, Task::Props(child.into_any()), now);
                }
                (Change::Standing(id, child) | Change::Updated(id, child), None) => {
                    if let Some(state) = self.socket(around) {
                        state.keep_child(id, child);
                    }
                }
                (Change::Ended(id), joined) => {
                    if let Some(state) = self.socket(around) {
                        state.take_child(id);
                    }
                    if let Some((key, _)) = joined {
                        self.end(key);
                    }
                }
            }
        }
    }

    /// Has the component under this key handle a call, or wherever it is by now.
    pub(super) fn called(&mut self, key: u64, called: Called, now: Instant) {
        match self.find_key(key) {
            Some(_) => self.run_or_queue(key, Task::Called(called), now),
            None => self.call_elsewhere(called, now),
        }
    }

    /// Hands a call on to a component that is not here, or not any more.
    pub(super) fn call_elsewhere(&self, called: Called, now: Instant) {
        let nowhere = match self.who(called.to) {
            Some(who) => self.shared.places.deliver(who, called, now),
            None => Some(called),
        };
        if let Some(Called { call, .. }) = nowhere {
            tracing::debug!(handler = &*call.handler, "a callback found no component around its own");
        }
    }
}

/// Why a nested component cannot be joined.
pub(super) const NOT_SHOWN: &str = "the component around this one is not on this connection, or does not show it";
