//! The addresses that Loom itself answers.

use axum::{
    Router,
    extract::Request,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::{Loom, pump::Pump, script, session, websocket::Handshake};
use crate::protocol::{message::Dialect, page::SOCKET_PATH};

impl Loom {
    /// The WebSocket and the client script, below `/loom/`. Merge them into the application's router, whatever its state is.
    pub fn routes<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let loom = self.clone();
        Router::new()
            .route(SOCKET_PATH, get(async move |request: Request| loom.upgrade(request)))
            .route(script::path(), get(script::hashed))
            .route("/loom/loom.js", get(script::unhashed))
    }

    /// Makes a WebSocket of a request, and serves it in the background. [`routes`](Self::routes) does it at `/loom/ws`.
    ///
    /// In the system that Loom re-makes, `upgrade(request)` did the same for its router; here it also looks at where the
    /// request comes from, before anything else, and agrees with the client on the dialect.
    pub fn upgrade(&self, mut request: Request) -> Response {
        if let Err(refusal) = self.origins().check(request.headers(), request.uri()) {
            tracing::info!(reason = refusal.0, "a WebSocket was refused");
            return (StatusCode::FORBIDDEN, [(header::CACHE_CONTROL, "no-store")], refusal.0).into_response();
        }
        let session = session::id_in(request.headers()).unwrap_or_default().to_owned();
        let handshake = match Handshake::of(&mut request, Dialect::SUBPROTOCOL) {
            Ok(handshake) => handshake,
            Err(refusal) => return refusal.into_response(),
        };
        let dialect = if handshake.has_subprotocol() { Dialect::Two } else { Dialect::One };
        let (response, on_upgrade) = handshake.accept();
        let shared = self.shared().clone();
        tokio::spawn(async move {
            match on_upgrade.await {
                Ok(upgraded) => Pump::begin(upgraded, shared, dialect, &session).await,
                Err(error) => tracing::debug!(%error, "a connection did not become a WebSocket"),
            }
        });
        response
    }
}
