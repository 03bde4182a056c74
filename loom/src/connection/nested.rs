//! Nested components: each joins after the component around it, has the props that this one gives it now, and calls it only while it is
//! shown.
//!
//! A token of a nested component holds the props that it once had. Props are rights, so the token is not trusted for
//! them: the parent has to be here, its last render has to show the nested component, and the props of that render count.

use std::time::Instant;

use super::{
    children::ChildChange, connection::Connection, joined_component::Task, pending_join::PendingJoin, render::silent,
    routed_call::RoutedCall,
};
use crate::{
    protocol::message::Code,
    token::Parent,
    tree::{Child, ChildId},
};

/// The place of the component around one that joins.
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

    /// The place of the component around one that joins.
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
        match coming || self.pending.any(comes) {
            true => ParentStatus::Pending,
            false => ParentStatus::Absent,
        }
    }

    /// Keeps a join until the component around it is here.
    fn wait_for_parent(&mut self, joining: PendingJoin) {
        self.allowance.memory.owe(joining.bytes());
        self.pending.for_parent.waiting.push(joining);
    }

    /// Refuses the join of a nested component that nobody here shows. The page may not know yet that it has gone.
    fn refuse_orphan(&mut self, joining: &PendingJoin) {
        self.outbox.refuse(Some(&joining.id), 0, Code::NotShown, NOT_SHOWN);
        self.pending.settle(joining.opened.claims.instance);
    }

    /// Goes on with the joins whose component around is here by now, as long as there is room for the answers. Whether there were any.
    pub(super) fn admit_waiting_for_parent(&mut self, now: Instant) -> bool {
        let mut went_on = false;
        while let Some(instance) = self.pending.for_parent.settled.pop() {
            let mut ready = self.pending.for_parent.take(|joining| joining.is_in(instance)).into_iter();
            while self.has_room(0)
                && let Some(joining) = ready.next()
            {
                self.allowance.memory.give(joining.bytes());
                self.enter(joining, now);
                went_on = true;
            }
            if ready.len() > 0 {
                self.pending.for_parent.waiting.extend(ready);
                self.pending.for_parent.settled.push(instance);
                self.held_up = true;
                break;
            }
        }
        went_on
    }

    /// Takes the place of another that joined for the same nested component before.
    pub(super) fn replace_rivals(&mut self, key: u64) {
        let rivals = self.components.rivals(key);
        rivals.into_iter().for_each(|rival| self.end(rival));
    }

    /// Gives a nested component that just joined the props that the component around it hands down now. Whether it still shows it.
    pub(super) fn take_current_props(&mut self, key: u64, now: Instant) -> bool {
        let Some(joined) = self.components.get_mut(key) else { return false };
        let (Some(parent_key), Some(Parent { child, .. })) = (joined.parent_key, joined.parent) else { return true };
        let digest = joined.actor.props_digest();
        let Some(parent) = self.components.get_mut(parent_key) else { return false };
        let given = match parent.take_child(child) {
            Some(given) => given,
            None if parent.print.props_of(child) == digest => return true,
            None => match self.look_up(parent_key, child, now) {
                Some(given) => given,
                None => return false,
            },
        };
        let Some(joined) = self.components.get_mut(key) else { return false };
        if digest != Some(given.props_digest()) && joined.actor.module() == given.module() {
            return joined.actor.take_props(given.into_any());
        }
        true
    }

    /// The props that a component gives to a nested one, found by a render that is not shown.
    fn look_up(&self, parent_key: u64, child: ChildId, now: Instant) -> Option<Box<dyn Child>> {
        let parent = self.components.get(parent_key)?;
        let rendered = silent(parent, self.peer.render_context(&self.shared, now)).ok()?;
        rendered.changes.into_iter().find_map(|change| match change {
            ChildChange::Standing(id, given) if id == child => Some(given),
            _ => None,
        })
    }

    /// Renders a component that has changed since it was shown last, and before it those around it: what they hand down, and what it offers, may be
    /// less than what the page shows. A client that reads nothing keeps no right by that.
    pub(super) fn bring_up_to_date(&mut self, key: u64, now: Instant) {
        while let Some(changed) = self.components.outermost_changed(key) {
            self.send_patch(changed, None, now);
        }
    }

    /// Hands on what a render of the component under `around` has found out about those nested in it.
    pub(super) fn pass_on(&mut self, parent_key: u64, changes: Vec<ChildChange>, now: Instant) {
        if changes.is_empty() {
            return;
        }
        // One look at all components, however many have changed.
        let joined = self.components.nested_in(parent_key);
        for change in changes {
            let child = match &change {
                ChildChange::Standing(id, _) | ChildChange::Updated(id, _) | ChildChange::Ended(id) => *id,
            };
            let joined = joined.get(&child).and_then(|key| self.components.get_mut(*key));
            let joined = joined.map(|joined| (joined.key, joined.actor.props_digest()));
            match (change, joined) {
                (ChildChange::Standing(_, child), Some((_, digest))) if digest == Some(child.props_digest()) => {}
                (ChildChange::Standing(_, child) | ChildChange::Updated(_, child), Some((key, _))) => {
                    self.run_or_queue(key, Task::Props(child.into_any()), now);
                }
                (ChildChange::Standing(id, child) | ChildChange::Updated(id, child), None) => {
                    if let Some(joined) = self.components.get_mut(parent_key) {
                        joined.keep_child(id, child);
                    }
                }
                (ChildChange::Ended(id), joined) => {
                    if let Some(joined) = self.components.get_mut(parent_key) {
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
    pub(super) fn route_call(&mut self, key: u64, called: RoutedCall, now: Instant) {
        match self.components.get(key) {
            Some(_) => self.run_or_queue(key, Task::Callback(called), now),
            None => self.forward_call(called, now),
        }
    }

    /// Hands a call on to a component that is not here, or not any more.
    pub(super) fn forward_call(&self, called: RoutedCall, now: Instant) {
        let nowhere = match self.peer.resume_key(called.to) {
            Some(resume_key) => self.shared.locations.deliver(resume_key, called, now),
            None => Some(called),
        };
        if let Some(RoutedCall { call, .. }) = nowhere {
            tracing::debug!(handler = &*call.handler, "a callback found no component around its own");
        }
    }
}

/// Why a nested component cannot be joined.
pub(super) const NOT_SHOWN: &str = "the component around this one is not on this connection, or does not show it";
