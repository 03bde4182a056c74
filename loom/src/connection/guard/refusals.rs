//! [`Refusals`], the log of what was refused: who it was and how often, in few lines.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::Network;
use crate::component::Visitor;

/// How long refusals of one kind are counted before the log has another line of them.
const WINDOW: Duration = Duration::from_secs(10);
/// How many addresses a line names.
const NAMED: usize = 4;

/// Something that was refused.
#[derive(Clone, Debug)]
pub(crate) struct Refusal<'r> {
    /// The refused request, as "a join was refused".
    pub(crate) what: &'static str,
    pub(crate) reason: &'static str,
    /// The cause and its mend, where it is a fault of the servers and not of the client.
    pub(crate) cause: Option<&'static str>,
    pub(crate) component: Option<&'r str>,
    /// The event's name, where it is one.
    pub(crate) event: Option<&'r str>,
    /// The address that it came from, where addresses are counted.
    pub(crate) address: Option<Network>,
    pub(crate) visitor: Option<&'r Visitor>,
}

/// Writes refusals to the log. The first of a kind at once; those of the next seconds are counted, and told of in one line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Refusals(Arc<Mutex<RefusalLog>>);

#[derive(Debug, Default)]
struct RefusalLog {
    /// The refusals so far, by request and reason: as many as there are reasons in the code.
    kinds: Vec<Kind>,
    /// Causes that were told of.
    told: Vec<&'static str>,
}

#[derive(Debug)]
struct Kind {
    what: &'static str,
    reason: &'static str,
    /// When the next line may be written.
    until: Instant,
    more: Unreported,
}

/// The refusals that no line of the log has counted yet.
#[derive(Debug, Default)]
struct Unreported {
    count: u64,
    /// Some of the addresses.
    addresses: Vec<Network>,
    /// The last component, event and visitor.
    component: Option<String>,
    event: Option<String>,
    visitor: Option<Visitor>,
}

impl Refusals {
    /// Notes a refusal.
    pub(crate) fn note(&self, refusal: &Refusal<'_>, now: Instant) {
        if self.known().note(refusal, now)
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            let later = self.clone();
            runtime.spawn(async move {
                tokio::time::sleep(WINDOW).await;
                later.known().tell(Instant::now());
            });
        }
    }

    /// The log behind the lock; a thread that panicked while it held the lock left it whole.
    fn known(&self) -> MutexGuard<'_, RefusalLog> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RefusalLog {
    /// Notes a refusal. Whether something is left to be [told](Self::tell) in a while, for which nothing has been arranged.
    fn note(&mut self, refusal: &Refusal<'_>, now: Instant) -> bool {
        self.tell(now);
        let Refusal { what, reason, .. } = *refusal;
        match self.kinds.iter_mut().find(|kind| kind.what == what && kind.reason == reason) {
            Some(kind) if now < kind.until => return kind.more.add(refusal),
            Some(kind) => kind.until = now + WINDOW,
            None => self.kinds.push(Kind { what, reason, until: now + WINDOW, more: Unreported::default() }),
        }
        let Refusal { component, event, address, visitor, .. } = *refusal;
        let (address, visitor) = (address.map(tracing::field::display), visitor.map(Visitor::as_str));
        match refusal.cause.filter(|cause| !self.told.contains(cause)) {
            Some(cause) => {
                self.told.push(cause);
                tracing::warn!(reason, component, event, address, visitor, "{what}: {cause}");
            }
            None => tracing::info!(reason, component, event, address, visitor, "{what}"),
        }
        false
    }

    /// Writes what was counted and is due.
    fn tell(&mut self, now: Instant) {
        for kind in self.kinds.iter_mut().filter(|kind| kind.more.count > 0 && kind.until <= now) {
            let Unreported { count, addresses, component, event, visitor } = std::mem::take(&mut kind.more);
            let addresses: Vec<String> = addresses.iter().map(Network::to_string).collect();
            let addresses = (!addresses.is_empty()).then(|| addresses.join(" "));
            tracing::info!(
                count,
                reason = kind.reason,
                component,
                event,
                addresses,
                visitor = visitor.as_ref().map(Visitor::as_str),
                "{}, again and again; the last is named",
                kind.what
            );
            kind.until = now + WINDOW;
        }
    }
}

impl Unreported {
    /// Counts one more. Whether it is the first.
    fn add(&mut self, refusal: &Refusal<'_>) -> bool {
        self.count += 1;
        self.component = refusal.component.map(str::to_owned);
        self.event = refusal.event.map(str::to_owned);
        self.visitor = refusal.visitor.cloned();
        if let Some(address) = refusal.address {
            self.addresses.retain(|known| *known != address);
            self.addresses.truncate(NAMED - 1);
            self.addresses.insert(0, address);
        }
        self.count == 1
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    fn refusal(reason: &'static str, address: [u8; 4]) -> Refusal<'static> {
        let address = Some(Network::from(IpAddr::from(address)));
        Refusal {
            what: "a test was refused",
            reason,
            cause: None,
            component: None,
            event: None,
            address,
            visitor: None,
        }
    }

    #[test]
    fn the_first_of_a_kind_is_told_at_once_and_the_others_are_counted() {
        let (mut known, now) = (RefusalLog::default(), Instant::now());
        assert!(!known.note(&refusal("a", [203, 0, 113, 1]), now));
        assert!(known.note(&refusal("a", [203, 0, 113, 2]), now), "the first that waits has somebody look later");
        for number in 0..=255 {
            assert!(!known.note(&refusal("a", [203, 0, 113, number]), now));
        }
        assert!(!known.note(&refusal("b", [203, 0, 113, 1]), now), "another reason is told at once");
        let more =
            |known: &RefusalLog| known.kinds.iter().map(|kind| (kind.more.count, kind.more.addresses.len())).collect();
        let counted: Vec<(u64, usize)> = more(&known);
        assert_eq!(counted, [(257, NAMED), (0, 0)]);
        known.tell(now + WINDOW);
        let counted: Vec<(u64, usize)> = more(&known);
        assert_eq!(counted, [(0, 0), (0, 0)]);
    }
}
