//! [`Departure`], a component's way out of its connection, while its client may come back.

use std::{sync::Arc, time::Instant};

use super::{
    Shared,
    live_socket::Doing,
    places::{Parked, Who},
    remembered::{Remembered, Unusual},
    told::told,
};
use crate::{
    actor::{Failure, Keep},
    component::Outcome,
    token::Version,
};

/// Brings the state of a component that ends to where it waits for its client. Dropped before, it says that there is none.
pub(super) struct Departure {
    /// For where states wait.
    pub(super) shared: Arc<Shared>,
    /// The component; `None` once it has arrived.
    pub(super) who: Option<Who>,
    /// How new its state is.
    pub(super) version: Version,
    /// The last event that it handled, or is handling.
    pub(super) last_event: u64,
    /// How it answered the last events.
    pub(super) remembered: Remembered,
    /// What it is doing still.
    pub(super) doing: Doing,
}

impl Departure {
    /// What the component hands its last state to.
    pub(super) fn keep(self) -> Keep {
        Box::new(move |saved, done| self.arrive(saved, done))
    }

    /// `done` is what came of what was under way.
    fn arrive(mut self, saved: String, done: Result<Outcome, Failure>) {
        if self.doing == Doing::Mounting {
            // Half of a `mount`, or one that redirects: it is run again.
            return self.arrived(None);
        }
        let unusual = match done {
            Ok(Outcome::Done) => None,
            Ok(Outcome::Redirect(url)) => Some(Unusual::Redirect(url)),
            Err(failure) => {
                let (code, message) = told(&failure, self.shared.guard.show_errors);
                Some(Unusual::Error(code, message.into()))
            }
        };
        if let (Doing::Handling(Some(number)), Some(unusual)) = (self.doing, unusual) {
            self.remembered.add(number, unusual);
        }
        let remembered = std::mem::take(&mut self.remembered);
        let parked = Parked { saved, version: self.version, last_event: self.last_event, fresh: false, remembered };
        self.arrived(Some(Box::new(parked)));
    }

    fn arrived(&mut self, parked: Option<Box<Parked>>) {
        if let Some(who) = self.who.take() {
            self.shared.places.arrive(who, parked, Instant::now());
        }
    }
}

impl Drop for Departure {
    fn drop(&mut self) {
        self.arrived(None);
    }
}
