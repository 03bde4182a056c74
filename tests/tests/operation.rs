//! A server as an operator has it: stopped while requests come, on sockets of other kinds, behind checks of its readiness.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::{Duration, Instant},
};

use loom_tests::{Client, Dialect, Operated};

const PROGRAM: &str = env!("CARGO_BIN_EXE_operated");

/// Sends a request on a connection of its own, and gives the answer.
fn get(stream: std::io::Result<impl Connection>, path: &str) -> std::io::Result<String> {
    let mut stream = stream?;
    ask(&mut stream, path)?;
    answer(stream)
}

fn ask(stream: &mut impl Connection, path: &str) -> std::io::Result<()> {
    write!(stream, "GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
}

fn answer(mut stream: impl Connection) -> std::io::Result<String> {
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

trait Connection: std::io::Read + std::io::Write {}
impl<T: std::io::Read + std::io::Write> Connection for T {}

fn is_ok(answer: &std::io::Result<String>) -> bool {
    answer.as_ref().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

/// A load balancer for one server: it looks every now and then whether the server is ready, and sends requests until it is not. Counts
/// them in `sent`, and gives those that failed.
fn balance(address: SocketAddr, sent: &AtomicUsize) -> Vec<String> {
    let mut failed = Vec::new();
    let mut checked = Instant::now();
    loop {
        if checked.elapsed() > Duration::from_millis(100) {
            checked = Instant::now();
            if !is_ok(&get(TcpStream::connect(address), "/ready")) {
                return failed;
            }
        }
        let answer = get(TcpStream::connect(address), "/counter");
        sent.fetch_add(1, Relaxed);
        if !is_ok(&answer) {
            failed.push(format!("{answer:?}"));
        }
    }
}

#[tokio::test]
async fn no_request_fails_over_a_stop_that_is_drained() {
    let mut server = Operated::start(PROGRAM, "127.0.0.1:0", &["drain=1000"]);
    let address: SocketAddr = server.address.parse().unwrap();
    assert!(is_ok(&get(TcpStream::connect(address), "/ready")));
    let sent = Arc::new(AtomicUsize::default());
    let balancers: Vec<_> = (0..4)
        .map(|_| {
            let sent = Arc::clone(&sent);
            thread::spawn(move || balance(address, &sent))
        })
        .collect();
    let page = loom_tests::Server::get_from(address, "/counter", &[]).await;
    let mut client = Client::open(address, Dialect::Two, page.cookie.as_deref()).await;
    client.join(0, &page.mounted(0)).await;
    while sent.load(Relaxed) < 40 {
        thread::sleep(Duration::from_millis(5));
    }
    server.signal("TERM");

    // Served on, while not ready any more.
    while is_ok(&get(TcpStream::connect(address), "/ready")) {}
    let refused = get(TcpStream::connect(address), "/ready").unwrap();
    assert!(refused.starts_with("HTTP/1.1 503"), "{refused}");
    let answer = client.click(0, "increment").await;
    assert!(client.change(&answer).is_some(), "{answer}");
    let mut late = Client::open(address, Dialect::Two, page.cookie.as_deref()).await;
    assert!(late.join(1, &page.mounted(0)).await.to_string().contains("\"j\""));
    let slow = thread::spawn(move || {
        thread::sleep(Duration::from_millis(500));
        get(TcpStream::connect(address), "/slow-page")
    });

    for balancer in balancers {
        let failed = balancer.join().unwrap();
        assert!(failed.is_empty(), "{} of {} failed: {failed:?}", failed.len(), sent.load(Relaxed));
    }
    assert!(is_ok(&slow.join().unwrap()), "a request that was under way is finished");
    let (_, close) = client.farewell().await;
    assert_eq!(close.unwrap().0, 1012);
    assert!(server.wait().success());
}

#[tokio::test]
async fn a_connection_that_was_open_when_the_listener_closed_is_answered() {
    let mut server = Operated::start(PROGRAM, "127.0.0.1:0", &[]);
    let address: SocketAddr = server.address.parse().unwrap();
    let mut early = TcpStream::connect(address).unwrap();
    let mut slow = TcpStream::connect(address).unwrap();
    ask(&mut slow, "/slow-page").unwrap();
    // Connections are accepted in order: once this one is answered, those before it are open.
    assert!(is_ok(&get(TcpStream::connect(address), "/ready")));
    server.signal("TERM");
    while TcpStream::connect(address).is_ok() {
        thread::sleep(Duration::from_millis(5));
    }
    early.write_all(b"GET /counter HTTP/1.1\r\nHost: test\r\n\r\n").unwrap();
    let mut answer = String::new();
    early.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(is_ok(&self::answer(slow)));
    assert!(server.wait().success());
}

#[test]
fn a_second_signal_ends_a_drain_at_once() {
    let mut server = Operated::start(PROGRAM, "127.0.0.1:0", &["drain=60000"]);
    let address: SocketAddr = server.address.parse().unwrap();
    assert!(is_ok(&get(TcpStream::connect(address), "/ready")), "it listens for signals from here on");
    server.signal("TERM");
    while is_ok(&get(TcpStream::connect(address), "/ready")) {}
    assert!(server.ended().is_none());
    server.signal("TERM");
    assert!(server.wait().success());
}

#[cfg(unix)]
#[test]
fn an_application_is_served_on_a_unix_socket() {
    use std::os::unix::net::UnixStream;
    let path = std::env::temp_dir().join(format!("loom-{}.sock", std::process::id()));
    let _ = std::fs::remove_file(&path);
    let mut server = Operated::start(PROGRAM, &format!("unix:{}", path.display()), &[]);
    let answer = get(UnixStream::connect(&path), "/counter");
    assert!(is_ok(&answer), "{answer:?}");
    assert!(answer.unwrap().contains("data-l-live"));
    server.signal("TERM");
    assert!(server.wait().success());
    std::fs::remove_file(&path).unwrap();
}

#[tokio::test]
async fn an_application_lives_below_a_prefix() {
    let server = Operated::start(PROGRAM, "127.0.0.1:0", &["prefix=/shop"]);
    let address: SocketAddr = server.address.parse().unwrap();
    for path in ["/shop/counter", "/shop/nothing"] {
        let page = loom_tests::Server::get_from(address, path, &[]).await;
        let addresses = page.body.split('"').filter(|text| text.contains("/loom/"));
        let mut found = 0;
        for asked in addresses {
            assert!(asked.starts_with("/shop/loom/"), "{asked} in {path}");
            let status = loom_tests::Server::get_from(address, asked, &[]).await.status;
            // The WebSocket's address asks for an upgrade.
            assert_eq!(status, if asked.ends_with(".js") { 200 } else { 426 }, "{asked}");
            found += 1;
        }
        assert!(found > 0, "{path}: {}", page.body);
    }
    let page = loom_tests::Server::get_from(address, "/shop/counter", &[]).await;
    let cookie = page.cookie.as_deref();
    let origin = format!("http://{address}");
    let opened = Client::try_open_at(address, "/shop/loom/ws", Dialect::Two, cookie, Some(&origin)).await;
    let mut client = opened.unwrap();
    client.join(0, &page.mounted(0)).await;
    let answer = client.click(0, "increment").await;
    assert!(client.change(&answer).is_some(), "{answer}");
}
