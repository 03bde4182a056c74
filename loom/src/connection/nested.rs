//! Nested components: each joins after the component around it, has the props that this one gives it now, and calls it only while it is
//! shown.
//!
//! A token of a nested component holds the props that it once had. Props are rights, so the token is not trusted for
//! them: the parent has to be here, its last render has to show the nested component, and the props of that render count.

use std::{collections::HashMap, time::Instant};

use super::{
    answer::{guarded, silent},
    children::{Change, ChildTracker},
    connection::{Connection, client},
    joined_component::Task,
    pending_join::PendingJoin,
    routed_call::RoutedCall,
};
use crate::{
    protocol::message::Code,
    token::Parent,
    tree::{Child, ChildId},
};

/// Where the component around one that joins is.
pub(super) enum ParentStatus {
    /// There is none: it is not nested.
    NotNested,
    /// It is here, under this key, and shows the other.
    Joined(u64),
    /// It is about to be here, or it is busy and what it hands down cannot be seen.
    Pending,
    /// It is not here, or does not show the other.
    Absent,
}

impl Connection {
    /// Goes on with a join that was admitted, if the component around it is here.
    pub(super) fn enter(&mut self, joining: PendingJoin, now: Instant) {
        match self.parent_status(&joining) {
            ParentStatus::NotNested | ParentStatus::Joined(_) => self.claim(joining, now),
            ParentStatus::Pending => self.wait_for_parent(joining),
            ParentStatus::Absent => self.refuse_orphan(&joining),
        }
    }

    /// Where the component around one that joins is.
    pub(super) fn parent_status(&self, joining: &PendingJoin) -> ParentStatus {
        let Some(Parent { instance, child }) = joining.opened.claims.parent else { return ParentStatus::NotNested };
        let mut coming = false;
        for joined in self.components.iter().filter(|joined| joined.instance == instance) {
            let is_rendered = joined.print.is_rendered();
            if is_rendered && !joined.print.kin().has(child) {
                continue;
            }
            if is_rendered && (joined.keeps_child(child) || !joined.actor.is_busy()) {
                return ParentStatus::Joined(joined.key);
            }
            coming = true;
        }
        let comes = |joining: &PendingJoin| joining.opened.claims.instance == instance;
        match coming || self.takeovers.is_waiting_for(comes) || self.parent_waits.waiting.iter().any(comes) {
            true => ParentStatus::Pending,
            false => ParentStatus::Absent,
        }
    }

    /// Keeps a join until the component around it is here.
    fn wait_for_parent(&mut self, joining: PendingJoin) {
        self.share.owe(joining.bytes());
        self.parent_waits.waiting.push(joining);
    }

    /// Refuses the join of a nested component that nobody here shows. The page may not know yet that it has gone.
    fn refuse_orphan(&mut self, joining: &PendingJoin) {
        self.outbox.refuse(Some(&joining.id), 0, Code::NotShown, NOT_SHOWN);
        self.parent_waits.settle(joining.opened.claims.instance);
    }

    /// Goes on with the joins whose component around is here by now, as long as there is room for the answers. Whether there were any.
    pub(super) fn admit_early(&mut self, now: Instant) -> bool {
        let mut went_on = false;
        while let Some(instance) = self.parent_waits.settled.pop() {
            let mut ready = self.parent_waits.take(|joining| joining.is_in(instance)).into_iter();
            while self.has_room(0)
                && let Some(joining) = ready.next()
            {
                self.share.give(joining.bytes());
                self.enter(joining, now);
                went_on = true;
            }
            if ready.len() > 0 {
                self.parent_waits.waiting.extend(ready);
                self.parent_waits.settled.push(instance);
                self.held_up = true;
                break;
            }
        }
        went_on
    }

    /// Takes the place of another that joined for the same nested component before.
    pub(super) fn replace_elder(&mut self, key: u64) {
        let Some(joined) = self.component(key) else { return };
        let (Some(parent_key), Some(Parent { child, .. })) = (joined.parent_key, joined.parent) else { return };
        let elders = self.components.iter().filter(|joined| {
            joined.parent_key == Some(parent_key)
                && joined.key != key
                && joined.parent.is_some_and(|parent| parent.child == child)
        });
        let elders: Vec<u64> = elders.map(|joined| joined.key).collect();
        elders.into_iter().for_each(|elder| self.end(elder));
    }

    /// Gives a nested component that just joined the props that the component around it hands down now. Whether it still shows it.
    pub(super) fn take_current_props(&mut self, key: u64, now: Instant) -> bool {
        let Some(joined) = self.component(key) else { return false };
        let (Some(parent_key), Some(Parent { child, .. })) = (joined.parent_key, joined.parent) else { return true };
        let digest = joined.actor.props_digest();
        let Some(parent) = self.component(parent_key) else { return false };
        let given = match parent.take_child(child) {
            Some(given) => given,
            None if parent.print.props_of(child) == digest => return true,
            None => match self.look_up(parent_key, child, now) {
                Some(given) => given,
                None => return false,
            },
        };
        let Some(joined) = self.component(key) else { return false };
        if digest != Some(given.props_digest()) && joined.actor.module() == given.module() {
            return joined.actor.take_props(given.into_any());
        }
        true
    }

    /// The props that a component gives to a nested one, found by a render that is not shown.
    fn look_up(&self, parent_key: u64, child: ChildId, now: Instant) -> Option<Box<dyn Child>> {
        let joined = self.find_key(parent_key).and_then(|index| self.components.get(index))?;
        let client = client(&self.session, self.visit.as_ref());
        let tracker = ChildTracker::new(&self.shared, client, joined.instance, joined.birth, self.clock.at(now));
        let mut tracker = tracker.knowing(joined.print.kin());
        guarded(|| silent(joined, &mut tracker)).ok()?;
        tracker.changes.into_iter().find_map(|change| match change {
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
        while let Some(joined) = next.and_then(|key| self.find_key(key)).and_then(|index| self.components.get(index)) {
            if joined.dirty && !joined.actor.is_busy() {
                changed = Some(joined.key);
            }
            next = joined.parent_key;
        }
        changed
    }

    /// Hands on what a render of the component under `around` has found out about those nested in it.
    pub(super) fn nest(&mut self, parent_key: u64, changes: Vec<Change>, now: Instant) {
        if changes.is_empty() {
            return;
        }
        // One look at all components, however many have changed.
        let nested = self.components.iter().filter(|joined| joined.parent_key == Some(parent_key));
        let nested = nested.filter_map(|joined| Some((joined.parent?.child, joined.key)));
        let joined: HashMap<ChildId, u64> = nested.collect();
        for change in changes {
            let child = match &change {
                Change::Standing(id, _) | Change::Updated(id, _) | Change::Ended(id) => *id,
            };
            let joined = joined.get(&child).and_then(|key| self.component(*key));
            let joined = joined.map(|joined| (joined.key, joined.actor.props_digest()));
            match (change, joined) {
                (Change::Standing(_, child), Some((_, digest))) if digest == Some(child.props_digest()) => {}
                (Change::Standing(_, child) | Change::Updated(_, child), Some((key, _))) => {
                    self.run_or_queue(key, Task::Props(child.into_any()), now);
                }
                (Change::Standing(id, child) | Change::Updated(id, child), None) => {
                    if let Some(joined) = self.component(parent_key) {
                        joined.keep_child(id, child);
                    }
                }
                (Change::Ended(id), joined) => {
                    if let Some(joined) = self.component(parent_key) {
                        joined.take_child(id);
                    }
                    if let Some((key, _)) = joined {
                        self.end(key);
                    }
                }
            }
        }
    }

    /// Has the component under this key handle a call, or wherever it is by now.
    pub(super) fn called(&mut self, key: u64, called: RoutedCall, now: Instant) {
        match self.find_key(key) {
            Some(_) => self.run_or_queue(key, Task::Callback(called), now),
            None => self.call_elsewhere(called, now),
        }
    }

    /// Hands a call on to a component that is not here, or not any more.
    pub(super) fn call_elsewhere(&self, called: RoutedCall, now: Instant) {
        let nowhere = match self.resume_key(called.to) {
            Some(resume_key) => self.shared.locations.deliver(resume_key, called, now),
            None => Some(called),
        };
        if let Some(RoutedCall { call, .. }) = nowhere {
            tracing::debug!(handler = &*call.handler, "a callback found no component parent_key its own");
        }
    }
}

/// Why a nested component cannot be joined.
pub(super) const NOT_SHOWN: &str = "the component parent_key this one is not on this connection, or does not show it";
