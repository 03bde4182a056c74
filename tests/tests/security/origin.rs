//! After a visitor's session, by way of the visitor's own browser: pages of other sites that open the WebSocket.

use std::sync::atomic::Ordering;

use loom::Loom;
use loom_tests::{BOTH, Client, Dialect, SECRET, Server};

/// Would gain: everything that the visitor may do, from a page of the attacker's (cross-site WebSocket hijacking).
#[tokio::test]
async fn a_foreign_page_is_refused_before_anything_is_mounted() {
    let server = Server::start().await;
    let page = server.get("/counted").await;
    let mounts = server.shared().mounts.load(Ordering::SeqCst);
    let (ip, port) = (server.address.ip(), server.address.port());
    let origins = [
        "null",
        "",
        "https://evil.example",
        "http://evil.example",
        "file://",
        "data:",
        &format!("https://{ip}.evil.example:{port}"),
        &format!("http://evil.example?{ip}:{port}"),
        &format!("http://{ip}:{port}@evil.example"),
        &format!("http://{ip}:{port}.evil.example"),
        &format!("http://{ip}:1"),
        &format!("http://{ip}:{port}/"),
        &format!("ws://{ip}:{port}"),
        &format!("http://{ip}:{port}, http://evil.example"),
        &format!("chrome-extension://{ip}:{port}"),
    ];
    for dialect in BOTH {
        for origin in origins.iter().copied().map(Some).chain([None]) {
            let refused = Client::try_open(server.address, dialect, page.cookie.as_deref(), origin).await;
            assert_eq!(refused.err().map(|(status, _)| status), Some(403), "{origin:?}");
        }
    }
    assert_eq!(server.shared().mounts.load(Ordering::SeqCst), mounts);
    assert_eq!(server.loom.stats().connections, 0);
}

/// Would gain: the same, by a second `Origin` or `Host` that only one of proxy and server looks at.
#[tokio::test]
async fn a_header_that_is_there_twice_is_refused() {
    let server = Server::start().await;
    let own = format!("http://{}", server.address);
    for twice in [
        vec![("origin", own.as_str()), ("origin", "https://evil.example")],
        vec![("origin", "https://evil.example"), ("origin", own.as_str())],
        vec![("origin", own.as_str()), ("host", "evil.example")],
    ] {
        let answer = server.handshake(&twice).await;
        assert!(answer.starts_with("HTTP/1.1 4"), "{twice:?}: {answer}");
    }
    assert!(server.handshake(&[("origin", &own)]).await.starts_with("HTTP/1.1 101"));
}

/// Would gain: the same, where the application has said which sites there are.
#[tokio::test]
async fn a_list_of_origins_is_all_there_is() {
    let builder = Loom::builder().secret(SECRET).origin("https://example.com");
    let server = Server::with(builder).await;
    let open = async |origin: &str| Client::try_open(server.address, Dialect::Two, None, Some(origin)).await;
    assert!(open("https://example.com").await.is_ok());
    for origin in [
        &format!("http://{}", server.address),
        "http://example.com",
        "https://example.com:444",
        "https://sub.example.com",
        "https://example.com.evil.example",
    ] {
        assert!(open(origin).await.is_err(), "{origin}");
    }
}

/// Would gain: an application of a private network, by a name of the attacker's that was made to lead there (DNS rebinding).
#[tokio::test]
async fn a_host_that_is_not_of_the_application_is_refused() {
    let server = Server::with(Loom::builder().secret(SECRET).host("intranet.example")).await;
    let rebound = [("host", "rebound.example"), ("origin", "http://rebound.example")];
    assert!(server.handshake_at(&rebound).await.starts_with("HTTP/1.1 403"));
    let right = [("host", "intranet.example"), ("origin", "http://intranet.example")];
    assert!(server.handshake_at(&right).await.starts_with("HTTP/1.1 101"));
}

/// Would gain: everybody's WebSocket, by a refusal that a proxy keeps and hands to others.
#[tokio::test]
async fn a_refusal_is_kept_by_nobody() {
    let server = Server::start().await;
    let own = format!("http://{}", server.address);
    for (status, headers) in [
        (403, vec![("origin", "https://evil.example")]),
        (426, vec![("origin", &own), ("upgrade", "h2c")]),
        (426, vec![("origin", &own), ("sec-websocket-version", "8")]),
        (400, vec![("origin", &own), ("sec-websocket-key", "short")]),
    ] {
        let answer = server.handshake(&headers).await.to_ascii_lowercase();
        assert!(answer.starts_with(&format!("http/1.1 {status}")), "{answer}");
        assert!(answer.contains("cache-control: no-store\r\n"), "{answer}");
    }
    for method in ["POST", "HEAD", "DELETE"] {
        let answer = server.request(method, "/loom/ws", &[("origin", &own)]).await;
        assert_eq!((answer.status, answer.header("cache-control"), answer.header("allow")), (405, "no-store", "GET"));
    }
}

/// Would gain: a WebSocket where a plain form or image of another site makes the request.
#[tokio::test]
async fn a_request_that_is_no_handshake_opens_nothing() {
    let server = Server::start().await;
    let own = format!("http://{}", server.address);
    let page = server.get_with("/loom/ws", &[("origin", &own)]).await;
    assert_eq!(page.status, 426);
    for (name, value) in [("sec-websocket-key", "short"), ("sec-websocket-version", "8"), ("upgrade", "h2c")] {
        let answer = server.handshake(&[("origin", &own), (name, value)]).await;
        assert!(answer.starts_with("HTTP/1.1 4"), "{name}: {answer}");
    }
    assert_eq!(server.loom.stats().connections, 0);
}
