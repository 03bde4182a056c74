//! [`Stop`], which tells the connections of an application that it stops.

use std::{
    pin::Pin,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    task::{Context, Poll},
    time::{Duration, Instant},
};

use loom_vocabulary::Close;
use tokio::sync::watch;

use crate::connection::Terms;

/// Over how many milliseconds clients are asked to come back, at least and at most.
const SPREAD: (usize, usize) = (250, 30_000);

/// Tells the connections of an application that it stops.
pub(super) struct Stop {
    /// How long handlers may take.
    pub(super) time: Duration,
    /// How long all is served as before after the process was told to stop.
    pub(super) drain: Duration,
    /// Whether it was.
    begun: AtomicBool,
    /// How many clients are asked to come back each second.
    rate: usize,
    /// The channel to the connections.
    farewells: watch::Sender<Option<Farewell>>,
}

/// The message to the connections of an application that stops.
#[derive(Clone, Copy)]
pub(super) struct Farewell {
    /// When a handler that still runs is not waited for any longer.
    pub(super) until: Instant,
    /// Over how many milliseconds clients are to come back.
    spread: usize,
}

/// Ends when the application stops.
pub(super) struct Stopping {
    farewells: watch::Receiver<Option<Farewell>>,
    farewell: Pin<Box<dyn Future<Output = Farewell> + Send>>,
}

impl Stop {
    pub(super) fn new(terms: &Terms) -> Self {
        let Terms { stop: time, drain, return_rate: rate, .. } = *terms;
        Self { time, drain, rate, begun: AtomicBool::default(), farewells: watch::Sender::new(None) }
    }

    /// The process was told to stop.
    pub(super) fn begin(&self) {
        self.begun.store(true, Relaxed);
    }

    /// Whether it was.
    pub(super) fn has_begun(&self) -> bool {
        self.begun.load(Relaxed)
    }

    /// Tells all connections, of which there are so many, to end. When handlers that still run are not waited for any longer.
    pub(super) fn tell(&self, connections: usize) -> Instant {
        self.begin();
        let until = Instant::now() + self.time;
        self.farewells.send_replace(Some(Farewell { until, spread: spread(connections, self.rate) }));
        until
    }

    /// Waits until the application stops.
    pub(super) fn stopping(&self) -> Stopping {
        let farewells = self.farewells.subscribe();
        let mut waiting = farewells.clone();
        let farewell = Box::pin(async move {
            match waiting.wait_for(Option::is_some).await.ok().and_then(|farewell| *farewell) {
                Some(farewell) => farewell,
                None => std::future::pending().await,
            }
        });
        Stopping { farewells, farewell }
    }
}

impl Stopping {
    /// Whether it is worth a [`poll`](Self::poll), which costs more.
    pub(super) fn has_begun(&self) -> bool {
        self.farewells.has_changed().unwrap_or_default()
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Farewell> {
        self.farewell.as_mut().poll(context)
    }
}

impl Farewell {
    /// For one connection, when the others stay.
    pub(super) fn of_one(until: Instant) -> Self {
        Self { until, spread: SPREAD.0 }
    }

    /// The close that a client receives: the service restarts, and clients come back within so many milliseconds.
    pub(super) fn close(self) -> Close {
        Close::Restart { within: self.spread }
    }
}

/// Over how many milliseconds so many clients come back where `rate` of them come each second.
fn spread(clients: usize, rate: usize) -> usize {
    let time = clients.saturating_mul(1_000).checked_div(rate).unwrap_or(SPREAD.1);
    time.clamp(SPREAD.0, SPREAD.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_come_back_as_fast_as_the_application_says() {
        assert_eq!(spread(19_600, Terms::default().return_rate), 1_960);
        assert_eq!(spread(19_600, 1_000), 19_600);
        assert_eq!((spread(1, 10_000), spread(0, 10_000)), (250, 250), "a moment at least");
        assert_eq!(
            (spread(1_000_000, 1), spread(1, 0), spread(usize::MAX, 1)),
            (30_000, 30_000, 30_000),
            "not for ever"
        );
    }
}
