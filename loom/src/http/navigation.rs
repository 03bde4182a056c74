//! Requests of the client of one page for another, which are answered with the page as a tree.

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header, request::Parts};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

use super::{app::Loom, script::script};
use crate::protocol::patch::KnownTemplates;

/// Says that the client of a page asks, and of which build it is: the address of its script.
pub(super) const NAVIGATION: HeaderName = HeaderName::from_static("loom-nav");
/// The templates that the client knows: the first four characters of each fingerprint.
const KNOWN: HeaderName = HeaderName::from_static("loom-have");
/// Says that the visitor has not asked for the page yet, and may never do so.
const PREFETCH: HeaderName = HeaderName::from_static("loom-prefetch");
/// The components that stay from page to page which the page shows, as `NAME:MODULE`, with commas between them.
const STICKY: HeaderName = HeaderName::from_static("loom-sticky");
/// Marks the answer that is a page as a tree.
pub(super) const PAGE: HeaderName = HeaderName::from_static("loom-page");

/// The most components that are read of a client.
const STICKIES: usize = 64;

/// Such a request. Any other answer than a page of this build as a tree makes the client load the page in full.
#[derive(Debug)]
pub(super) struct Navigation {
    /// The templates that the client says it knows.
    pub(super) known: KnownTemplates,
    /// The components that stay from page to page which the page before shows: names and modules.
    pub(super) sticky: Vec<(String, String)>,
    /// Whether the page is fetched before the visitor has asked for it.
    pub(super) is_prefetch: bool,
}

impl Navigation {
    /// Reads a request; `None` if the browser itself asks, a client of another build, or a page of another site.
    pub(super) fn of(loom: &Loom, parts: &Parts) -> Option<Self> {
        let asks = parts.headers.get(NAVIGATION)?;
        let is_own = asks.as_bytes() == loom.prefix().of(script().path()).as_bytes();
        if !loom.navigates() || parts.method != Method::GET || !is_own || is_foreign(&parts.headers) {
            return None;
        }
        let text =
            |name| parts.headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
        let named = |one: &str| one.split_once(':').map(|(name, module)| (name.to_owned(), module.to_owned()));
        Some(Self {
            known: KnownTemplates::claimed(text(KNOWN)),
            sticky: text(STICKY).split(',').filter_map(named).take(STICKIES).collect(),
            is_prefetch: parts.headers.contains_key(PREFETCH),
        })
    }
}

/// Whether the browser says that a page of another site asks.
fn is_foreign(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin")
}

/// The facts that a page cannot take over from the one before it: the `mark` of the visitor, and a digest of the version of the application and of the
/// policy, whose `nonce` is left out, with the application's own `headers` that hold for the document.
pub(super) fn page_key(
    version: &str,
    mark: &str,
    policy: Option<&str>,
    nonce: &str,
    headers: &[(HeaderName, HeaderValue)],
) -> String {
    let mut text = format!("loom page {version}\n{}", policy.unwrap_or_default());
    let mut own: Vec<_> = headers.iter().filter(|(name, _)| is_of_document(name)).collect();
    own.sort_by_key(|(name, _)| name.as_str());
    for (name, value) in own {
        text.push_str(&format!("\n{name}: {}", String::from_utf8_lossy(value.as_bytes())));
    }
    let digest = Sha256::digest(text.replace(nonce, ""));
    format!("{mark}{}", BASE64_URL_SAFE_NO_PAD.encode(digest.get(..9).unwrap_or_default()))
}

/// Whether a header holds for the document, which stays when a client goes to another page.
fn is_of_document(name: &HeaderName) -> bool {
    let name = name.as_str();
    ["content-security-policy", "cross-origin-"].iter().any(|start| name.starts_with(start))
        || ["document-policy", "origin-agent-cluster", "permissions-policy", "referrer-policy"].contains(&name)
}

/// The headers of a page that depends on who asks.
pub(super) const VARY: (HeaderName, HeaderValue) = (header::VARY, HeaderValue::from_static("Loom-Nav"));
