//! Stopping an application, or all of a process, without taking anything from its visitors.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    Loom,
    app::{Stats, WeakLoom},
};

/// How long connections have, when the time for handlers is over, to tell their clients and to end.
const PARTING: Duration = Duration::from_secs(2);
/// How often it is looked whether all are gone.
const LOOK: Duration = Duration::from_millis(10);

impl Loom {
    /// Whether the process was told to stop: from then on [`serve`](crate::serve) goes on for the time of
    /// [`Builder::drain`](crate::Builder::drain), and a load balancer is to send nothing new.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stop().has_begun()
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
    /// [`serve`](crate::serve) does this by itself. An application that serves the router in another way calls it when no new connections are taken, and lets
    /// the process end after it. It takes two seconds more than the time for handlers at most, whatever clients do.
    pub async fn shutdown(&self) {
        let until = self.stop().tell(self.stats().connections);
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
    looms.iter().for_each(|loom| loom.stop().begin());
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
