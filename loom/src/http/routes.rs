//! The addresses that Loom itself answers.

use std::{net::IpAddr, time::Instant};

use axum::{
    Router,
    extract::{Path, Request},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{any, get},
};

use super::{
    Loom,
    caller::Caller,
    handshake::Handshake,
    pump::Pump,
    script::{File, missing, modules, script, types},
    session::Session,
};
use crate::{
    connection::guard::Refusal,
    protocol::{message::Dialect, wrapper::SOCKET_PATH},
};

impl Loom {
    /// The WebSocket, the client script and its modules, below `/loom/`. Merge them into the application's router, whatever its state is.
    pub fn routes<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        self.note_routes();
        let loom = self.clone();
        let hashed = |file: &'static File| get(async move |headers: HeaderMap| file.hashed(&headers));
        let script = script();
        let router = Router::new()
            .route(SOCKET_PATH, any(async move |request: Request| loom.upgrade(request).await))
            .route(script.path(), hashed(script))
            .route("/loom/loom.js", get(async move |headers: HeaderMap| script.unhashed(&headers)))
            .route("/loom/loom.d.ts", get(async || types()))
            .route("/loom/{file}", get(async |Path(file): Path<String>| missing(&file)));
        modules().iter().fold(router, |router, (_, module)| router.route(module.path(), hashed(module)))
    }

    /// Makes a WebSocket of a request, and serves it in the background. [`routes`](Self::routes) does it at `/loom/ws`.
    ///
    /// It checks the `Origin` of the request before anything else, and agrees with the client on the dialect.
    pub async fn upgrade(&self, request: Request) -> Response {
        let is_plain = ![header::UPGRADE, header::ORIGIN].iter().any(|name| request.headers().contains_key(name));
        if is_plain && request.method() == Method::GET {
            // The client asks like this to find out whether it is the server that answers, or a proxy that wants a login.
            let headers = [(header::CACHE_CONTROL, "no-store"), (header::UPGRADE, "websocket")];
            return (StatusCode::UPGRADE_REQUIRED, headers, "this address is a WebSocket").into_response();
        }
        if let Err(refusal) = self.origins().check(request.headers(), request.uri()) {
            let (parts, _) = request.into_parts();
            self.note_refusal(refusal.0, &Session::of_socket(&parts, self.naming()), self.naming().address(&parts));
            return (StatusCode::FORBIDDEN, [(header::CACHE_CONTROL, "no-store")], refusal.0).into_response();
        }
        let (mut parts, _) = request.into_parts();
        let caller = Caller::of(self, &parts);
        let handshake = match Handshake::read(&mut parts, Dialect::SUBPROTOCOL) {
            Ok(handshake) => handshake,
            Err(malformed) => return malformed.into_response(),
        };
        let dialect = if handshake.protocol().is_some() { Dialect::Two } else { Dialect::One };
        let visit = match caller.enter(self) {
            Ok(visit) => visit,
            Err(crowded) => {
                self.note_refusal(crowded.0, &caller.session, caller.address);
                let headers = [(header::CACHE_CONTROL, "no-store"), (header::RETRY_AFTER, "60")];
                return (StatusCode::TOO_MANY_REQUESTS, headers, crowded.0).into_response();
            }
        };
        let (stopping, loom) = (self.stop().stopping(), self.clone());
        let (response, socket) = handshake.accept(self.shared().guard.limits.message_bytes);
        tokio::spawn(async move {
            let Some(socket) = socket.await else { return };
            Pump::new(socket, caller.connect(&loom, dialect, visit), stopping).await;
        });
        response
    }
}

impl Loom {
    /// Puts into the log that a WebSocket was refused.
    fn note_refusal(&self, reason: &'static str, session: &Session, address: Option<IpAddr>) {
        let visitor = session.visitor();
        let refusal = Refusal {
            what: "a WebSocket was refused",
            reason,
            cause: None,
            component: None,
            event: None,
            address: address.map(Into::into),
            visitor: Some(&visitor).filter(|_| !session.is_absent()),
        };
        self.shared().guard.refusals.note(&refusal, Instant::now());
    }
}
