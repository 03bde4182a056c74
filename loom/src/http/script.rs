//! The browser's half of Loom, embedded, at an address that changes with its content.

use std::sync::LazyLock;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// The client, as its own build made it.
const SCRIPT: &str = include_str!("../../client/dist/loom.js");

/// What is served, and under which name.
struct Script {
    /// `/loom/loom-HASH.js`.
    path: String,
    /// The hash, quoted.
    etag: HeaderValue,
}

static CLIENT: LazyLock<Script> = LazyLock::new(|| {
    let hash = Sha256::digest(SCRIPT.as_bytes());
    let hash = BASE64_URL_SAFE_NO_PAD.encode(hash.get(..12).unwrap_or_default());
    let etag = HeaderValue::try_from(format!("\"{hash}\"")).unwrap_or(HeaderValue::from_static("\"loom\""));
    Script { path: format!("/loom/loom-{hash}.js"), etag }
});

/// The address of the client script; it names the content, so it may be cached for ever.
pub(super) fn path() -> &'static str {
    &CLIENT.path
}

/// Serves the script at its hashed address.
pub(super) async fn hashed(headers: HeaderMap) -> Response {
    respond(&headers, "public, max-age=31536000, immutable")
}

/// Serves the script at `/loom/loom.js`, for pages that are not Loom's own.
pub(super) async fn unhashed(headers: HeaderMap) -> Response {
    respond(&headers, "no-cache")
}

fn respond(request: &HeaderMap, caching: &'static str) -> Response {
    let caching = [(header::CACHE_CONTROL, HeaderValue::from_static(caching)), (header::ETAG, CLIENT.etag.clone())];
    if is_known(request) {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    let content = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (caching, content, SCRIPT).into_response()
}

/// Whether the browser says that it has this very script.
fn is_known(request: &HeaderMap) -> bool {
    let tags = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let known = CLIENT.etag.to_str().unwrap_or_default();
    tags.flat_map(|tags| tags.split(','))
        .any(|tag| matches!(tag.trim(), "*") || tag.trim().trim_start_matches("W/") == known)
}
