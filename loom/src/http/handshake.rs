//! The opening handshake of a WebSocket, as [RFC 6455](https://www.rfc-editor.org/rfc/rfc6455#section-4.2) has it.
//!
//! axum has one too, but it comes with a transport that keeps the size of the largest frame for as long as a connection lasts.

use axum::{
    body::Body,
    http::{HeaderMap, Method, StatusCode, Version, header, request::Parts},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use sha1_smol::Sha1;

use super::transport::WebSocket;

/// The text that is appended to a client's key before it is hashed.
const GUID: &[u8] = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// A request for a WebSocket that can be granted.
pub(super) struct Handshake {
    /// The value of `Sec-WebSocket-Accept`.
    accept: String,
    /// The subprotocol, if the client offered it.
    protocol: Option<&'static str>,
    /// The connection, once the response has left.
    upgrade: OnUpgrade,
}

/// The WebSocket that a request is granted.
pub(super) type Upgrade = WebSocket<TokioIo<Upgraded>>;

/// Why a request is not one for a WebSocket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed(StatusCode, &'static str);

impl Handshake {
    /// Reads a request. `protocol` is the one subprotocol that there is.
    pub(super) fn read(parts: &mut Parts, protocol: &'static str) -> Result<Self, Malformed> {
        let accept = accept(&parts.method, parts.version, &parts.headers)?;
        let offered = |name: &str| name.trim() == protocol;
        let protocol = listed(&parts.headers, "sec-websocket-protocol", offered).then_some(protocol);
        let upgrade = parts.extensions.remove::<OnUpgrade>();
        let upgrade = upgrade.ok_or(Malformed(StatusCode::UPGRADE_REQUIRED, "this connection cannot be upgraded"))?;
        Ok(Self { accept, protocol, upgrade })
    }

    /// The subprotocol that was agreed on.
    pub(super) fn protocol(&self) -> Option<&'static str> {
        self.protocol
    }

    /// Grants it: gives the response, and the WebSocket that there is once it has been sent. Messages of more than
    /// `max_message` bytes end it.
    pub(super) fn accept(self, max_message: usize) -> (Response, impl Future<Output = Option<Upgrade>> + Send) {
        let mut response = Response::builder()
            .status(StatusCode::SWITCHING_PROTOCOLS)
            .header(header::CONNECTION, "upgrade")
            .header(header::UPGRADE, "websocket")
            .header(header::SEC_WEBSOCKET_ACCEPT, self.accept);
        if let Some(protocol) = self.protocol {
            response = response.header(header::SEC_WEBSOCKET_PROTOCOL, protocol);
        }
        let response = response.body(Body::empty()).unwrap_or_else(|_| StatusCode::BAD_REQUEST.into_response());
        let upgrade = self.upgrade;
        let socket = async move { Some(WebSocket::new(TokioIo::new(upgrade.await.ok()?), max_message)) };
        (response, socket)
    }
}

impl IntoResponse for Malformed {
    fn into_response(self) -> Response {
        let headers = [
            (header::SEC_WEBSOCKET_VERSION, "13"),
            (header::CACHE_CONTROL, "no-store"),
            (header::ALLOW, "GET"),
            (header::UPGRADE, "websocket"),
        ];
        (self.0, headers, self.1).into_response()
    }
}

/// Checks what RFC 6455, section 4.2.1 asks of the request, and answers its key.
fn accept(method: &Method, version: Version, headers: &HeaderMap) -> Result<String, Malformed> {
    if method != Method::GET || version < Version::HTTP_11 {
        return Err(Malformed(StatusCode::METHOD_NOT_ALLOWED, "a WebSocket begins with GET over HTTP/1.1"));
    }
    let is = |expected: &'static str| move |token: &str| token.trim().eq_ignore_ascii_case(expected);
    if !listed(headers, "connection", is("upgrade")) || !listed(headers, "upgrade", is("websocket")) {
        return Err(Malformed(StatusCode::UPGRADE_REQUIRED, "this address is a WebSocket"));
    }
    if headers.get(header::SEC_WEBSOCKET_VERSION).is_none_or(|version| version != "13") {
        return Err(Malformed(StatusCode::UPGRADE_REQUIRED, "the version of the WebSocket has to be 13"));
    }
    let key = headers.get(header::SEC_WEBSOCKET_KEY).map(|key| key.as_bytes());
    let key = key.filter(|key| STANDARD.decode(key).is_ok_and(|nonce| nonce.len() == 16));
    let key = key.ok_or(Malformed(StatusCode::BAD_REQUEST, "`Sec-WebSocket-Key` has to be 16 bytes in base64"))?;
    let mut hash = Sha1::from(key);
    hash.update(GUID);
    Ok(STANDARD.encode(hash.digest().bytes()))
}

/// Whether one of the comma-separated values of a header is `wanted`.
fn listed(headers: &HeaderMap, name: &str, wanted: impl Fn(&str) -> bool) -> bool {
    headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).any(|value| value.split(',').any(&wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(change: impl FnOnce(&mut HeaderMap)) -> Result<String, u16> {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("connection", "keep-alive, Upgrade"),
            ("upgrade", "WebSocket"),
            ("sec-websocket-version", "13"),
            ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ] {
            headers.insert(name, header::HeaderValue::from_static(value));
        }
        change(&mut headers);
        accept(&Method::GET, Version::HTTP_11, &headers).map_err(|malformed| malformed.0.as_u16())
    }

    #[test]
    fn the_example_of_the_rfc_is_answered() {
        assert_eq!(answer(|_| {}).as_deref(), Ok("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    }

    #[test]
    fn a_request_that_is_no_handshake_is_refused() {
        let without = |name: &'static str| answer(|headers| drop(headers.remove(name)));
        assert_eq!(without("connection"), Err(426));
        assert_eq!(without("upgrade"), Err(426));
        assert_eq!(without("sec-websocket-version"), Err(426));
        assert_eq!(without("sec-websocket-key"), Err(400));
        let with = |name: &'static str, value| {
            answer(|headers| drop(headers.insert(name, header::HeaderValue::from_static(value))))
        };
        assert_eq!(with("sec-websocket-version", "12"), Err(426));
        assert_eq!(with("sec-websocket-key", "c2hvcnQ="), Err(400));
        assert_eq!(with("sec-websocket-key", "no base64"), Err(400));
        let headers = HeaderMap::new();
        assert_eq!(accept(&Method::POST, Version::HTTP_11, &headers).map_err(|m| m.0.as_u16()), Err(405));
        assert_eq!(accept(&Method::GET, Version::HTTP_10, &headers).map_err(|m| m.0.as_u16()), Err(405));
    }
}
