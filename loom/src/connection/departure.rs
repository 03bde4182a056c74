//! [`Departure`], a component's way out of its connection, while its client may come back.

use std::{sync::Arc, time::Instant};

use super::{
    Shared,
    failure_text::{describe_failure, reply},
    guard::Lease,
    joined_component::Doing,
    mailbox::{Mailbox, Note},
    parking::Parked,
    remembered::Remembered,
    resume_key::ResumeKey,
    routed_call::RoutedCall,
};
use crate::{
    actor::{OnEnd, Remains},
    component::ParentCall,
    protocol::message::Reply,
    token::{Parent, Version},
    tree::Kin,
};

/// Brings what a component that ends leaves behind to where it belongs: its state to where that waits for its client, its calls to the component around it. Dropped
/// before, it says that there is no state.
pub(super) struct Departure {
    /// For where states wait.
    pub(super) shared: Arc<Shared>,
    /// The component, if its state is to wait; `None` once it has arrived.
    pub(super) resume_key: Option<ResumeKey>,
    /// The component around it, if it is nested.
    pub(super) parent: Option<ParentAddress>,
    /// How new its state is.
    pub(super) version: Version,
    /// The last event that it handled, or is handling.
    pub(super) last_event: u64,
    /// How it answered the last events.
    pub(super) remembered: Remembered,
    /// Calls of the components nested in it that it has not handled.
    pub(super) calls: Vec<RoutedCall>,
    /// The components nested in it.
    pub(super) kin: Kin,
    /// The work that it has not finished.
    pub(super) doing: Doing,
    /// Whose it is, as [`Parked`] has it.
    pub(super) client: u64,
    /// Counts what it takes of memory until it has arrived, and what is parked of it then.
    pub(super) lease: Lease,
}

/// The component around one that leaves.
pub(super) struct ParentAddress {
    /// Its instance, and where in it the one that leaves stands.
    pub(super) parent: Parent,
    /// Its key on the connection that both were on.
    pub(super) key: u64,
    /// The component, if its client may come back to it.
    pub(super) resume_key: Option<ResumeKey>,
    /// This connection's mailbox.
    pub(super) mailbox: Arc<Mailbox>,
}

impl Departure {
    /// The callback that receives the remains of the component.
    pub(super) fn keep(self) -> OnEnd {
        Box::new(move |left| self.arrive(left))
    }

    fn arrive(mut self, left: Remains) {
        let Remains { saved, done, effects } = left;
        let mut effects = effects.map(|effects| *effects).unwrap_or_default();
        if let Some(parent) = &self.parent {
            effects.calls.drain(..).for_each(|call| parent.call(&self.shared, call));
        }
        if self.doing == Doing::Mounting {
            // Half of a `mount`, or one that redirects: it is run again.
            return self.arrived(None);
        }
        let reply = match done {
            Ok(outcome) => reply(outcome, effects),
            Err(failure) => {
                let (code, message) = describe_failure(&failure, self.shared.guard.show_errors);
                Reply::error(code, &message)
            }
        };
        if let Doing::Handling(Some(number)) = self.doing
            && number != 0
            && !reply.is_empty()
        {
            self.remembered.add(number, reply, true);
        }
        let Self { version, last_event, client, .. } = self;
        let (remembered, calls) = (std::mem::take(&mut self.remembered), std::mem::take(&mut self.calls));
        let (kin, lease) = (std::mem::take(&mut self.kin), std::mem::take(&mut self.lease));
        let parked = saved.map(|saved| Parked {
            saved,
            version,
            last_event,
            fresh: false,
            remembered,
            calls,
            kin,
            client,
            lease,
        });
        self.arrived(parked.map(Box::new));
    }

    fn arrived(&mut self, parked: Option<Box<Parked>>) {
        if let Some(resume_key) = self.resume_key.take() {
            self.shared.locations.arrive(resume_key, parked, Instant::now());
        }
    }
}

impl ParentAddress {
    /// Calls the component back, wherever it is by now.
    fn call(&self, shared: &Shared, call: ParentCall) {
        let called = RoutedCall::by(self.parent, call);
        let called = match self.resume_key {
            Some(resume_key) => shared.locations.deliver(resume_key, called, Instant::now()),
            None => Some(called),
        };
        if let Some(called) = called {
            self.mailbox.note(Note::Callback(self.key, called));
        }
    }
}

impl Drop for Departure {
    fn drop(&mut self) {
        self.arrived(None);
    }
}
