//! [`Revoked`], visitors whose older tokens are not taken any more.

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use crate::component::Visitor;

/// When each visitor was disconnected, in seconds since 1970, for as long as a token from before could be used.
#[derive(Default)]
pub(crate) struct Revoked {
    known: Mutex<RevocationTable>,
}

#[derive(Default)]
struct RevocationTable {
    visitors: HashMap<Visitor, u64>,
    /// When each was disconnected, oldest first. A visitor who was again later is there twice.
    order: VecDeque<(u64, Visitor)>,
}

impl Revoked {
    /// From now on refuses the visitor's tokens of before. Whatever is older than `max_age` is forgotten: so are its tokens.
    pub(crate) fn add(&self, visitor: &Visitor, now: u64, max_age: Duration) {
        let mut known = self.known();
        known.visitors.insert(visitor.clone(), now);
        known.order.push_back((now, visitor.clone()));
        while let Some((at, visitor)) = known.order.front().cloned()
            && at.saturating_add(max_age.as_secs()) < now
        {
            known.order.pop_front();
            if known.visitors.get(&visitor) == Some(&at) {
                known.visitors.remove(&visitor);
            }
        }
    }

    /// Whether a token that was issued then is refused.
    pub(crate) fn refuses(&self, visitor: &Visitor, issued: u64) -> bool {
        self.known().visitors.get(visitor).is_some_and(|at| issued <= *at)
    }

    /// When a token of this visitor's that is issued now says it was: not in the second in which older ones were revoked.
    pub(crate) fn issue(&self, visitor: &Visitor, now: u64) -> u64 {
        self.known().visitors.get(visitor).map_or(now, |at| now.max(at + 1))
    }

    /// The table behind the lock; a thread that panicked while it held the lock left it whole.
    fn known(&self) -> MutexGuard<'_, RevocationTable> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Revoked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Revoked({} visitors)", self.known().visitors.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_tokens_are_refused_and_newer_ones_are_not() {
        let (revoked, ada, bob) = (Revoked::default(), Visitor::new("ada"), Visitor::new("bob"));
        revoked.add(&ada, 100, Duration::from_secs(10));
        assert!(revoked.refuses(&ada, 99) && revoked.refuses(&ada, 100));
        assert!(!revoked.refuses(&ada, 101) && !revoked.refuses(&bob, 1));
        assert!(!revoked.refuses(&ada, revoked.issue(&ada, 100)), "one that is issued in the same second, but after");
        assert_eq!((revoked.issue(&ada, 200), revoked.issue(&bob, 100)), (200, 100));
    }

    #[test]
    fn nobody_is_remembered_for_longer_than_a_token_lives() {
        let (revoked, age) = (Revoked::default(), Duration::from_secs(10));
        for second in 0..1_000 {
            revoked.add(&Visitor::new(format!("visitor {}", second % 500)), second, age);
        }
        let known = revoked.known();
        assert!(
            known.visitors.len() <= 11 && known.order.len() <= 11,
            "{} {}",
            known.visitors.len(),
            known.order.len()
        );
    }
}
