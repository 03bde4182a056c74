//! Stopping an application without taking anything from its visitors.

use std::{
    pin::Pin,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::{Context, Poll},
    time::{Duration, Instant},
};

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use tokio::sync::watch;
use tokio_websockets::{CloseCode, Message};

use super::{
    Loom,
    app::{Stats, WeakLoom},
};
use crate::connection::Terms;

/// How long connections have, when the time for handlers is over, to tell their clients and to end.
const PARTING: Duration = Duration::from_secs(2);
/// How often it is looked whether all are gone.
const LOOK: Duration = Duration::from_millis(10);
/// Over how many milliseconds clients are asked to come back, at least and at most.
const SPREAD: (usize, usize) = (250, 30_000);

/// What tells the connections of an application that it stops.
pub(super) struct Stop {
    /// How long handlers may take.
    time: Duration,
    /// How long all is served as before after the process was told to stop.
    drain: Duration,
    /// Whether it was.
    begun: AtomicBool,
    /// How many clients are asked to come back each second.
    rate: usize,
    told: watch::Sender<Option<Farewell>>,
}

/// What connections are told.
#[derive(Clone, Copy)]
pub(super) struct Farewell {
    /// When a handler that still runs is not waited for any longer.
    pub(super) until: Instant,
    /// Over how many milliseconds clients are to come back.
    spread: usize,
}

/// Ends when the application stops.
pub(super) struct Stopping {
    told: watch::Receiver<Option<Farewell>>,
    farewell: Pin<Box<dyn Future<Output = Farewell> + Send>>,
}

impl Stop {
    pub(super) fn new(terms: &Terms) -> Self {
        let Terms { stop: time, drain, return_rate: rate, .. } = *terms;
        Self { time, drain, rate, begun: AtomicBool::default(), told: watch::Sender::new(None) }
    }

    /// Waits until the application stops.
    pub(super) fn stopping(&self) -> Stopping {
        let told = self.told.subscribe();
        let mut waiting = told.clone();
        let farewell = Box::pin(async move {
            match waiting.wait_for(Option::is_some).await.ok().and_then(|farewell| *farewell) {
                Some(farewell) => farewell,
                None => std::future::pending().await,
            }
        });
        Stopping { told, farewell }
    }
}

impl Stopping {
    /// Whether it is worth a [`poll`](Self::poll), which costs more.
    pub(super) fn has_begun(&self) -> bool {
        self.told.has_changed().unwrap_or_default()
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

    /// What a client is told: that the service restarts, and over how many milliseconds it and the others are to come back.
    pub(super) fn message(self) -> Message {
        Message::close(Some(CloseCode::SERVICE_RESTART), &self.spread.to_string())
    }
}

impl Loom {
    /// Whether the process was told to stop: from then on [`serve`](crate::serve) goes on for the time of
    /// [`Builder::drain`](crate::Builder::drain), and a load balancer is to send nothing new.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stop().begun.load(Relaxed)
    }

    /// The answer of a readiness check: status 200, and 503 once the process was told to stop.
    ///
    /// ```
    /// use axum::{Router, extract::State, routing::get};
    /// use loom::Loom;
    ///
    /// let ready = get(async |State(loom): State<Loom>| loom.ready());
    /// let app: Router<Loom> = Router::new().route("/ready", ready);
    /// ```
    #[must_use]
    pub fn ready(&self) -> Response {
        let (status, text) = match self.is_stopping() {
            true => (StatusCode::SERVICE_UNAVAILABLE, "stopping\n"),
            false => (StatusCode::OK, "ready\n"),
        };
        (status, [(header::CACHE_CONTROL, "no-store")], text).into_response()
    }

    /// Ends all connections as a process does that is about to stop: nobody joins any more, clients are given the newest tokens, handlers
    /// that run are finished within the time of [`Builder::stop_within`](crate::Builder::stop_within), and clients are told to come back
    /// elsewhere, not all at once.
    ///
    /// [`serve`](crate::serve) does this by itself. Whoever serves the router in another way calls it when no new connections are taken, and lets
    /// the process end after it. It takes two seconds more than the time for handlers at most, whatever clients do.
    pub async fn shutdown(&self) {
        let stop = self.stop();
        stop.begun.store(true, Relaxed);
        let until = Instant::now() + stop.time;
        let spread = spread(self.stats().connections, stop.rate);
        stop.told.send_replace(Some(Farewell { until, spread }));
        while Instant::now() < until + PARTING {
            let Stats { connections, components, .. } = self.stats();
            if connections == 0 && components == 0 {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
        tracing::warn!(stats = ?self.stats(), "not all connections ended in time");
    }
}

/// Over how many milliseconds so many clients come back where `rate` of them come each second.
fn spread(clients: usize, rate: usize) -> usize {
    let time = clients.saturating_mul(1_000).checked_div(rate).unwrap_or(SPREAD.1);
    time.clamp(SPREAD.0, SPREAD.1)
}

/// All applications of the process.
static LOOMS: Mutex<Vec<WeakLoom>> = Mutex::new(Vec::new());

/// Has [`shutdown_all`] know of an application.
pub(super) fn remember(loom: &Loom) {
    let mut looms = LOOMS.lock().unwrap_or_else(PoisonError::into_inner);
    looms.retain(|known| known.upgrade().is_some());
    looms.push(loom.downgrade());
}

/// The applications that there are.
pub(super) fn all_looms() -> Vec<Loom> {
    LOOMS.lock().unwrap_or_else(PoisonError::into_inner).iter().filter_map(WeakLoom::upgrade).collect()
}

/// Has all applications say that they stop. How long they are served as before.
pub(super) fn drain_all() -> Duration {
    let looms = all_looms();
    looms.iter().for_each(|loom| loom.stop().begun.store(true, Relaxed));
    looms.iter().map(|loom| loom.stop().drain).max().unwrap_or_default()
}

/// Ends all connections of all applications. When what is under way besides has had its time too.
pub(super) async fn shutdown_all() -> Instant {
    let looms = all_looms();
    let time = looms.iter().map(|loom| loom.stop().time).max().unwrap_or_default();
    let until = Instant::now() + time;
    futures_util::future::join_all(looms.iter().map(Loom::shutdown)).await;
    until
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
