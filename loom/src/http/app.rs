//! [`Loom`]: one application's keys, limits and state, shared by all its pages and connections.

use std::{fmt, sync::Arc, time::Duration};

use super::{builder::Builder, origin::Origins};
use crate::{Result, component::AppState};

/// What all pages and connections of an application share. Cloning it is cheap.
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

/// What a [`Loom`] points to.
struct Inner {
    /// How long a page can be joined.
    max_age: Duration,
    /// What `cx.state` finds.
    state: AppState,
    /// Which pages may open the WebSocket.
    origins: Origins,
}

impl Loom {
    /// Begins to set up an application.
    pub fn builder() -> Builder {
        Builder::new()
    }

    pub(super) fn new(secrets: &[Vec<u8>], max_age: Duration, state: AppState, origins: Origins) -> Result<Self> {
        let _ = secrets;
        Ok(Self { inner: Arc::new(Inner { max_age, state, origins }) })
    }

    pub(super) fn origins(&self) -> &Origins {
        &self.inner.origins
    }
}

impl fmt::Debug for Loom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loom")
            .field("max_age", &self.inner.max_age)
            .field("state", &self.inner.state)
            .finish_non_exhaustive()
    }
}
