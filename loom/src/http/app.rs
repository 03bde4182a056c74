//! [`Loom`]: one application's keys, limits and state, shared by all its pages and connections.

use std::{
    fmt,
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::{Instant, SystemTime},
};

use super::{naming::Naming, origin::Origins, prefix::Prefix, stop::Stop, version::version};
use crate::{
    Result,
    component::{AppState, Registry, Visitor},
    connection::{Shared, Terms, guard::Guard},
    token::Keys,
};

/// The application, shared by all its pages and connections. Cloning it is cheap.
///
/// It is the state of an axum router, or a part of it:
///
/// ```
/// use axum::extract::FromRef;
/// use loom::Loom;
///
/// #[derive(Clone)]
/// struct App {
///     loom: Loom,
///     name: &'static str,
/// }
///
/// impl FromRef<App> for Loom {
///     fn from_ref(app: &App) -> Self {
///         app.loom.clone()
///     }
/// }
/// ```
#[derive(Clone)]
pub struct Loom {
    inner: Arc<Inner>,
}

/// A [`Loom`], if it is still there.
pub(super) struct WeakLoom(Weak<Inner>);

impl WeakLoom {
    pub(super) fn upgrade(&self) -> Option<Loom> {
        self.0.upgrade().map(|inner| Loom { inner })
    }
}

/// The value that all clones of a [`Loom`] share.
struct Inner {
    /// The part that connections use.
    shared: Arc<Shared>,
    /// The settings for reading requests.
    edge: Edge,
    /// Which version of the application this is.
    version: String,
    /// Tells connections that it stops.
    stop: Stop,
    /// Whether its routes were made, or the log tells that they were not.
    has_routes: AtomicBool,
}

/// Settings for reading requests.
#[derive(Debug, Default)]
pub(super) struct Edge {
    /// Which pages may open the WebSocket.
    pub(super) origins: Origins,
    /// How visitors and their addresses are found.
    pub(super) naming: Naming,
    /// The path under which browsers find the application.
    pub(super) prefix: Prefix,
    /// How often clients say that they are there, in milliseconds, if not as they do by themselves.
    pub(super) heartbeat: Option<u64>,
    /// Which version of the application this is, if it has a name.
    pub(super) version: Option<String>,
    /// Whether links are loaded in full.
    pub(super) loads_in_full: bool,
}

/// How much is alive in an application, at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stats {
    /// Joined components.
    pub components: usize,
    /// Open WebSockets.
    pub connections: usize,
    /// Components whose state waits for their client to come back.
    pub parked: usize,
    /// The bytes of these states.
    pub parked_bytes: usize,
    /// The bytes that are kept for all clients, these states included: what [`Limits::kept_bytes`](crate::Limits::kept_bytes) bounds.
    pub kept_bytes: usize,
}

impl Loom {
    /// Makes an application from the builder's checked settings.
    pub(super) fn new(secrets: &[Vec<u8>], terms: Terms, guard: Guard, state: AppState, edge: Edge) -> Result<Self> {
        let (newest, older) = secrets.split_first().ok_or_else(|| crate::Error::msg("there is no secret"))?;
        let keys = older.iter().fold(Keys::new(newest), |keys, secret| keys.with_previous(secret));
        let registry = Registry::collect()?;
        let version = version(edge.version.clone(), &registry)?;
        let shared = Shared::new(keys, terms, guard, registry, state);
        let stop = Stop::new(&terms);
        Ok(Self {
            inner: Arc::new(Inner { shared: Arc::new(shared), edge, version, stop, has_routes: AtomicBool::default() }),
        })
    }

    /// How much is alive now. Everything is zero again once all visitors are gone, and what they left behind has waited long enough.
    ///
    /// ```
    /// # let loom = loom::Loom::builder().secret("a secret of thirty-two bytes or more").build()?;
    /// assert_eq!(loom.stats().connections, 0);
    /// # Ok::<(), loom::Error>(())
    /// ```
    #[must_use]
    pub fn stats(&self) -> Stats {
        let Shared { components, connections, locations, guard, .. } = &*self.inner.shared;
        let (parked, parked_bytes) = locations.parked(Instant::now());
        let kept_bytes = guard.kept.bytes();
        Stats { components: components.get(), connections: connections.get(), parked, parked_bytes, kept_bytes }
    }

    /// Ends all connections of a visitor in this process, and refuses the tokens that they have: their pages renew themselves, and
    /// show what the application then lets them see. Gives the number of connections.
    ///
    /// To end a login everywhere, call it in each process, for example through the broker that tells them of other news. The call
    /// is remembered for as long as a token could be good ([`Builder::max_age`](crate::Builder::max_age)), but not through a restart. So end
    /// the application's own session too, after which [`Builder::visitor`](crate::Builder::visitor) names somebody else.
    ///
    /// ```
    /// # let loom = loom::Loom::builder().secret("a secret of thirty-two bytes or more").build()?;
    /// let ended = loom.disconnect(&loom::Visitor::new("ada@example.com"));
    /// assert_eq!(ended, 0);
    /// # Ok::<(), loom::Error>(())
    /// ```
    #[allow(clippy::must_use_candidate, reason = "called for what it does")]
    pub fn disconnect(&self, visitor: &Visitor) -> usize {
        let Shared { guard, terms, visits, .. } = &*self.inner.shared;
        guard.revoked.add(visitor, unix_now(), terms.max_age);
        visits.end(visitor)
    }

    /// Which version of the application this process runs: see [`Builder::version`](crate::Builder::version).
    ///
    /// ```
    /// let loom = loom::Loom::builder().secret("a secret of thirty-two bytes or more").version("1.4.0").build()?;
    /// assert_eq!(loom.version(), "1.4.0");
    /// # Ok::<(), loom::Error>(())
    /// ```
    #[must_use]
    pub fn version(&self) -> &str {
        &self.inner.version
    }

    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.inner.shared
    }

    pub(super) fn stop(&self) -> &Stop {
        &self.inner.stop
    }

    /// Something that does not keep it.
    pub(super) fn downgrade(&self) -> WeakLoom {
        WeakLoom(Arc::downgrade(&self.inner))
    }

    /// Its routes are made.
    pub(super) fn note_routes(&self) {
        self.inner.has_routes.store(true, Relaxed);
    }

    /// A page names addresses that [`routes`](Self::routes) answers. While an application is developed, the log tells once of routes that were never made.
    pub(super) fn expect_routes(&self) {
        if cfg!(debug_assertions) && !self.inner.has_routes.swap(true, Relaxed) {
            tracing::warn!(
                "pages load their script from `/loom/`, and `Loom::routes` was never called: add `.merge(loom.routes())` to the router"
            );
        }
    }

    pub(super) fn origins(&self) -> &Origins {
        &self.inner.edge.origins
    }

    pub(super) fn prefix(&self) -> &Prefix {
        &self.inner.edge.prefix
    }

    pub(super) fn heartbeat(&self) -> Option<u64> {
        self.inner.edge.heartbeat
    }

    /// Whether a page's client goes to another page by itself.
    pub(super) fn navigates(&self) -> bool {
        !self.inner.edge.loads_in_full
    }

    pub(super) fn naming(&self) -> &Naming {
        &self.inner.edge.naming
    }
}

/// The time, in seconds since 1970.
pub(super) fn unix_now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

impl fmt::Debug for Loom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loom").field("stats", &self.stats()).field("state", &self.inner.shared.state).finish()
    }
}
