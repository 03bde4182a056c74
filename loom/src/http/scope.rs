//! [`Scope`], the values that all components of one page share.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use axum::{
    extract::NestedPath,
    http::{HeaderValue, Method, request::Parts, uri::PathAndQuery},
};

use super::{
    Loom,
    app::unix_now,
    navigation::Navigation,
    policy::{host_of, new_nonce},
    session::Session,
};
use crate::{
    Result,
    component::Surroundings,
    connection::guard::{ClientIdentity, Network},
    protocol::patch::KnownTemplates,
    tree::PageTemplates,
};

/// The values that all components of one page share. Every [`Live`](super::Live) of a request has the same.
pub(super) struct Scope {
    /// The application.
    loom: Loom,
    /// The visitor's session, to which the tokens are bound.
    session: Session,
    /// The visitor's address, where addresses are counted.
    address: Option<Network>,
    /// When its tokens are made, in seconds since 1970: when the request came, so that a visitor who is disconnected while
    /// the page is made is not given tokens that are good.
    issued: u64,
    /// The application's values and the visitor, for the components.
    surroundings: Arc<Surroundings>,
    /// The host that the page was asked of, where it is one that a policy can name.
    host: Option<String>,
    /// The path and query that were asked for with `GET`.
    asked: Option<String>,
    /// The query that was asked for.
    query: Option<String>,
    /// The nonce of the page's own scripts, once it was asked for.
    nonce: OnceLock<String>,
    /// The components that stay from the page before: names and modules.
    sticky: Vec<(String, String)>,
    /// Whether the page is fetched before the visitor has asked for it.
    is_prefetch: bool,
    /// The notes that the components leave for the page.
    notes: Mutex<Notes>,
}

/// The notes that the components of a page leave for it.
#[derive(Default)]
pub(super) struct Notes {
    /// The templates of their HTML.
    pub(super) templates: PageTemplates,
    /// The templates that the client knows which asks for the page as a tree; absent if the browser asks for HTML.
    pub(super) known: Option<KnownTemplates>,
    /// The title that one of them set.
    pub(super) title: Option<String>,
    /// The names in the address that they have, each with its component.
    pub(super) address: Vec<(&'static str, &'static str)>,
    /// The largest message that the server takes of a client.
    pub(super) message_bytes: usize,
}

impl Scope {
    pub(super) fn of(loom: &Loom, parts: &Parts) -> Result<Self> {
        let session = Session::of_page(parts, loom.naming())?;
        let visitor = session.visitor();
        let issued = loom.shared().guard.revoked.issue(&visitor, unix_now());
        let surroundings = Arc::new(Surroundings::of_page(
            loom.shared().state.clone(),
            visitor,
            loom.shared().guard.limits.handler_time,
        ));
        let address = loom.naming().address(parts).map(Network::from);
        let (known, sticky, is_prefetch) = match Navigation::of(loom, parts) {
            Some(Navigation { known, sticky, is_prefetch }) => (Some(known), sticky, is_prefetch),
            None => (None, Vec::new(), false),
        };
        let notes = Notes { known, message_bytes: loom.shared().guard.limits.message_bytes, ..Notes::default() };
        Ok(Self {
            loom: loom.clone(),
            session,
            address,
            issued,
            surroundings,
            host: host_of(parts),
            asked: asked_of(parts),
            query: parts.uri.query().map(str::to_owned),
            nonce: OnceLock::new(),
            sticky,
            is_prefetch,
            notes: Mutex::new(notes),
        })
    }

    /// Whom its components are kept for.
    pub(super) fn client(&self) -> ClientIdentity<'_> {
        ClientIdentity { session: self.session.id(), address: self.address }
    }

    /// The application's values and the visitor, for its components.
    pub(super) fn surroundings(&self) -> &Arc<Surroundings> {
        &self.surroundings
    }

    /// The visitor's address, where addresses are counted.
    pub(super) fn address(&self) -> Option<Network> {
        self.address
    }

    /// When its tokens are made, in seconds since 1970.
    pub(super) fn issued(&self) -> u64 {
        self.issued
    }

    /// Whether this is the page at `url`, so that a redirect there would be answered by the same redirect.
    pub(super) fn is_at(&self, url: &str) -> bool {
        self.asked.as_deref() == url.split('#').next()
    }

    /// The query that the page was asked with.
    pub(super) fn query(&self) -> &str {
        self.query.as_deref().unwrap_or_default()
    }

    /// The nonce of its own scripts.
    pub(super) fn nonce(&self) -> &str {
        // Without random bytes there is no session either, so there is no page to ask.
        self.nonce.get_or_init(|| new_nonce().unwrap_or_default())
    }

    /// Whether the page is fetched before the visitor has asked for it.
    pub(super) fn is_prefetch(&self) -> bool {
        self.is_prefetch
    }

    /// Whether a component of this name and module stays from the page before.
    pub(super) fn stays(&self, name: &str, module: &str) -> bool {
        self.sticky.iter().any(|(known, of)| known == name && of == module)
    }

    /// Whether the client of another page asks for this one as a tree.
    pub(super) fn is_tree(&self) -> bool {
        self.notes().known.is_some()
    }

    /// The application.
    pub(super) fn loom(&self) -> &Loom {
        &self.loom
    }

    /// The cookies that the page's response has to set. `navigates` if a client goes from it to others.
    pub(super) fn cookies(&self, navigates: bool) -> impl Iterator<Item = HeaderValue> {
        self.session.cookie().into_iter().chain(self.session.mark_cookie(navigates))
    }

    /// The digest by which a client sees that the visitor is another one.
    pub(super) fn mark(&self) -> String {
        self.session.mark()
    }

    /// The host that the page was asked of, where it is one that a policy can name.
    pub(super) fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// The nonce, if [`Self::nonce`] was called.
    pub(super) fn asked_nonce(&self) -> Option<&str> {
        self.nonce.get().map(String::as_str)
    }

    /// The notes. A thread that panicked while it held the lock left them whole, or the page is not sent.
    pub(super) fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope").field("session", &self.session).finish_non_exhaustive()
    }
}

/// The path and query that were asked for, if a redirect to them would ask for them in the same way.
fn asked_of(parts: &Parts) -> Option<String> {
    let is_read = matches!(parts.method, Method::GET | Method::HEAD);
    let router = parts.extensions.get::<NestedPath>().map_or("", NestedPath::as_str).trim_end_matches('/');
    // The path of a router with parameters is not known.
    (is_read && !router.contains('{'))
        .then(|| format!("{router}{}", parts.uri.path_and_query().map_or("/", PathAndQuery::as_str)))
}
