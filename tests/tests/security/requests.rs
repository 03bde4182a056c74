//! After the server itself, before there is a WebSocket: by requests that are too large, are never whole, or are never read.

use std::time::Duration;

use loom::{Limits, Loom};
use loom_tests::{Dialect, SECRET, Server};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::still_counts;

/// Would gain: memory, by requests with a head that does not end.
#[tokio::test]
async fn the_head_of_a_request_has_a_size() {
    let server = Server::served(Loom::builder().secret(SECRET)).await;
    for (size, right) in [(40_000, "HTTP/1.1 200"), (300_000, "HTTP/1.1 431")] {
        let filler = "x".repeat(size);
        let head = format!("GET /counter HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-filler: {filler}\r\n\r\n");
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        let mut answer = String::new();
        // Where the server has closed before all was written, there may be no answer.
        if stream.write_all(head.as_bytes()).await.is_ok() {
            let _ = stream.read_to_string(&mut answer).await;
        }
        assert!(answer.starts_with(right) || (answer.is_empty() && size == 300_000), "{size}: {answer}");
    }
}

/// A server that listens itself, with these limits.
async fn served(change: impl FnOnce(&mut Limits)) -> Server {
    let mut limits = Limits::default();
    change(&mut limits);
    Server::served(Loom::builder().secret(SECRET).limits(limits)).await
}

/// Opens a connection and sends these bytes.
async fn opened(server: &Server, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    stream
}

/// Waits until the server has ended the connection, and gives what it said.
async fn end_of(mut stream: TcpStream) -> String {
    let mut said = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut said)).await;
    // A reset is an end too.
    let _ = read.expect("an end in time");
    String::from_utf8_lossy(&said).into_owned()
}

/// Would gain: every descriptor of the process, without a cookie and with some bytes.
#[tokio::test]
async fn half_a_request_is_not_waited_for() {
    let server = served(|limits| limits.request_time = Duration::from_millis(300)).await;
    let mut open = Vec::new();
    for half in ["", "G", "GET /counter HTTP/1.1\r\nHost: a\r\nX-Slow: "] {
        for _ in 0..100 {
            open.push(opened(&server, half.as_bytes()).await);
        }
    }
    let (mut neighbor, ..) = server.join(Dialect::Two, "/counter").await;
    for stream in open {
        assert_eq!(end_of(stream).await, "");
    }
    // A WebSocket is no request any more.
    still_counts(&mut neighbor).await;
    assert_eq!(server.get("/counter").await.status, 200);
}

/// Would gain: the same, with a request whose body never comes.
#[tokio::test]
async fn a_body_that_stands_still_is_not_waited_for() {
    let mut limits = Limits::default();
    limits.request_time = Duration::from_millis(300);
    let loom = Loom::builder().secret(SECRET).limits(limits).build().unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let length = axum::routing::post(|body: String| async move { body.len().to_string() });
    let app = axum::Router::new().route("/length", length).merge(loom.routes()).with_state(loom);
    tokio::spawn(loom::serve_on(listener, app));
    let head = "POST /length HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 10\r\n\r\n";
    let mut whole = TcpStream::connect(address).await.unwrap();
    let mut half = TcpStream::connect(address).await.unwrap();
    whole.write_all(format!("{head}0123456789").as_bytes()).await.unwrap();
    half.write_all(format!("{head}01234").as_bytes()).await.unwrap();
    assert!(end_of(whole).await.ends_with("\r\n\r\n10"));
    assert!(!end_of(half).await.starts_with("HTTP/1.1 200"));
}

/// Would gain: the same, with pages that are asked for and not read.
#[tokio::test]
async fn an_answer_that_nobody_reads_is_given_up() {
    let server =
        served(|limits| (limits.request_time, limits.connections_per_address) = (Duration::from_millis(300), 1)).await;
    // More than the buffers of both sides hold.
    let asked = "GET /loom/loom.js HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2_000);
    let unread = opened(&server, asked.as_bytes()).await;
    // The address may have one connection, so there is room once the other is gone.
    while !answers(&server).await {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    drop(unread);
}

/// Whether a request of a connection of its own is answered.
async fn answers(server: &Server) -> bool {
    let asked = opened(server, b"GET /counter HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await;
    end_of(asked).await.starts_with("HTTP/1.1 200")
}

/// Would gain: every descriptor of the process, for as long as half a request is waited for, again and again.
#[tokio::test]
async fn an_address_has_a_number_of_connections_before_the_upgrade() {
    let server = served(|limits| limits.connections_per_address = 3).await;
    let (mut first, ..) = server.join(Dialect::Two, "/counter").await;
    let (mut second, ..) = server.join(Dialect::Two, "/counter").await;
    let mut halves = Vec::new();
    for _ in 0..3 {
        halves.push(opened(&server, b"GET / HTTP/1.1\r\n").await);
    }
    let over = TcpStream::connect(server.address).await.unwrap();
    assert_eq!(end_of(over).await, "");
    // Sockets are counted by themselves.
    still_counts(&mut first).await;
    still_counts(&mut second).await;
    halves.pop();
    while !answers(&server).await {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
