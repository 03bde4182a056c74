//! The request that opens a WebSocket of Loom.

use crate::Dialect;

/// The path at which a server without a prefix takes WebSockets.
pub const PATH: &str = "/loom/ws";

/// The subprotocol that stands for dialect 2.
pub const SUBPROTOCOL: &str = "loom.2";

/// The key of the handshake's example in RFC 6455, and what a server has to make of it.
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
const ACCEPT: &str = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/// The path of a page's socket: `path`, by which the page asks for it, the page's number, and that of the socket among the page's.
#[must_use]
pub fn path_of_page(path: &str, page: u64, socket: Option<u64>) -> String {
    let and = if path.contains('?') { '&' } else { '?' };
    let socket = socket.map(|socket| format!("&socket={socket}")).unwrap_or_default();
    format!("{path}{and}page={page}{socket}")
}

/// The headers by which Loom tells visitors and dialects apart, with names in lower case.
pub fn headers<'h>(
    dialect: Dialect,
    origin: Option<&'h str>,
    cookie: Option<&'h str>,
) -> impl Iterator<Item = (&'static str, &'h str)> {
    let subprotocol = (dialect == Dialect::Two).then_some(SUBPROTOCOL);
    let all = [("origin", origin), ("cookie", cookie), ("sec-websocket-protocol", subprotocol)];
    all.into_iter().filter_map(|(name, value)| Some((name, value?)))
}

/// The origin of pages of the server at this address.
#[must_use]
pub fn origin(address: impl std::fmt::Display) -> String {
    format!("http://{address}")
}

/// The head of the request, with these headers and those that every WebSocket has, unless they are among these.
#[must_use]
pub fn request<'n, 'v>(path: &str, headers: impl IntoIterator<Item = (&'n str, &'v str)>) -> String {
    let mut own = vec![
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", KEY),
    ];
    let mut request = format!("GET {path} HTTP/1.1\r\n");
    for (name, value) in headers {
        own.retain(|(known, _)| *known != name);
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    for (name, value) in own {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request + "\r\n"
}

/// How long the head of the answer is in `bytes`, with the empty line at its end, if all of it is there.
#[must_use]
pub fn answer_length(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|window| window == b"\r\n\r\n").map(|end| end + 4)
}

/// Whether an answer with this head opens the WebSocket that [`request`] asked for.
#[must_use]
pub fn opens(head: &str) -> bool {
    head.starts_with("HTTP/1.1 101") && head.contains(ACCEPT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_sent_once_where_a_caller_has_its_own() {
        let request = request(PATH, [("host", "here"), ("upgrade", "h2c")]);
        assert!(request.starts_with("GET /loom/ws HTTP/1.1\r\nhost: here\r\nupgrade: h2c\r\n"), "{request}");
        assert_eq!(request.matches("upgrade: ").count(), 1);
        assert!(request.ends_with("\r\n\r\n"));
    }

    #[test]
    fn only_dialect_two_is_asked_for_by_name() {
        let names = |dialect| headers(dialect, Some("o"), None).map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(Dialect::One), ["origin"]);
        assert_eq!(names(Dialect::Two), ["origin", "sec-websocket-protocol"]);
    }

    #[test]
    fn a_page_adds_its_number_to_the_path_that_it_was_given() {
        assert_eq!(path_of_page(PATH, 7, None), "/loom/ws?page=7");
        assert_eq!(path_of_page("/loom/ws?version=a", 7, Some(2)), "/loom/ws?version=a&page=7&socket=2");
    }
}
