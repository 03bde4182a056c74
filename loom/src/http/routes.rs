//! The addresses that Loom itself answers.

use axum::{
    Router,
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Response},
    routing::get,
};

use super::{Loom, script};

impl Loom {
    /// The WebSocket and the client script, below `/loom/`. Merge them into the application's router, whatever its state is.
    pub fn routes<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let loom = self.clone();
        Router::new()
            .route("/loom/ws", get(async move |headers: HeaderMap, uri: Uri| socket(&loom, &headers, &uri)))
            .route(script::path(), get(script::hashed))
            .route("/loom/loom.js", get(script::unhashed))
    }
}

fn socket(loom: &Loom, headers: &HeaderMap, uri: &Uri) -> Response {
    match loom.origins().check(headers, uri) {
        Ok(()) => StatusCode::UPGRADE_REQUIRED.into_response(),
        Err(refusal) => (StatusCode::FORBIDDEN, refusal.0).into_response(),
    }
}
