//! The request that asks for a WebSocket, and its answer.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use hyper::upgrade::OnUpgrade;
use sha1::{Digest, Sha1};

/// What the RFC has appended to a client's key.
const GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// A request that asks for a WebSocket as it has to.
pub(in crate::http) struct Handshake {
    /// What the server answers the client's key with.
    accept: HeaderValue,
    /// The connection, once the answer has been sent.
    on_upgrade: OnUpgrade,
    /// Whether the client offered the subprotocol that was asked for.
    subprotocol: Option<&'static str>,
}

/// Why a request is not answered with a WebSocket.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct NoHandshake(StatusCode, &'static str);

impl Handshake {
    /// Looks at a request. `subprotocol` is taken if the client offers it.
    pub(in crate::http) fn of(request: &mut Request, subprotocol: &'static str) -> Result<Self, NoHandshake> {
        let headers = request.headers();
        let bad = |what| Err(NoHandshake(StatusCode::BAD_REQUEST, what));
        if request.method() != Method::GET {
            return Err(NoHandshake(StatusCode::METHOD_NOT_ALLOWED, "a WebSocket begins with GET"));
        }
        if !lists(headers, header::CONNECTION, "upgrade") || !lists(headers, header::UPGRADE, "websocket") {
            return bad("this address is for WebSockets");
        }
        if headers.get(header::SEC_WEBSOCKET_VERSION).is_none_or(|version| version != "13") {
            return bad("the WebSocket is not of version 13");
        }
        let Some(key) = headers.get(header::SEC_WEBSOCKET_KEY) else {
            return bad("the WebSocket's key is missing");
        };
        let digest = Sha1::new().chain_update(key.as_bytes()).chain_update(GUID).finalize();
        let Ok(accept) = HeaderValue::try_from(BASE64_STANDARD.encode(digest)) else {
            return bad("the WebSocket's key cannot be answered");
        };
        let offered = lists(headers, header::SEC_WEBSOCKET_PROTOCOL, subprotocol);
        let Some(on_upgrade) = request.extensions_mut().remove::<OnUpgrade>() else {
            return Err(NoHandshake(StatusCode::UPGRADE_REQUIRED, "the connection cannot become a WebSocket"));
        };
        Ok(Self { accept, on_upgrade, subprotocol: offered.then_some(subprotocol) })
    }

    /// Whether the subprotocol was taken.
    pub(in crate::http) const fn has_subprotocol(&self) -> bool {
        self.subprotocol.is_some()
    }

    /// The answer, and the connection that there is once it has been sent.
    pub(in crate::http) fn accept(self) -> (Response, OnUpgrade) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
        let headers = response.headers_mut();
        headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
        headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
        headers.insert(header::SEC_WEBSOCKET_ACCEPT, self.accept);
        if let Some(subprotocol) = self.subprotocol {
            headers.insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(subprotocol));
        }
        (response, self.on_upgrade)
    }
}

impl IntoResponse for NoHandshake {
    fn into_response(self) -> Response {
        let headers = [(header::CACHE_CONTROL, "no-store"), (header::UPGRADE, "websocket")];
        (self.0, headers, self.1).into_response()
    }
}

/// Whether a header that is a list holds `item`, in whatever case.
fn lists(headers: &HeaderMap, name: HeaderName, item: &str) -> bool {
    let values = headers.get_all(name);
    let mut items = values.iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    items.any(|known| known.trim().eq_ignore_ascii_case(item))
}
