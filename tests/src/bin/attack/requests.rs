//! Attacks by plain requests.

use std::time::Duration;

use loom_tests::Server;
use tokio::{io::AsyncWriteExt, net::TcpStream, task::JoinSet, time::sleep_until};

use crate::target::Ground;

/// How many attackers there are.
const ATTACKERS: usize = 16;

/// How many connections are held open.
pub(crate) const HELD: usize = 2_000;

/// Pages that keep their state on the server, each by a visitor without a cookie.
pub(crate) async fn without_a_cookie(ground: Ground) -> u64 {
    get(ground, "/table", |_| Vec::new()).await
}

/// Pages with cookies that are hard to read.
pub(crate) async fn with_odd_cookies(ground: Ground) -> u64 {
    get(ground, "/counter", |number| {
        let cookie = match number % 4 {
            0 => "name=Jürgen; loom_sid=x".to_owned(),
            1 => format!("{}loom_sid=x", "loom_sid=x; ".repeat(400)),
            2 => format!("loom_sid={}", "é".repeat(4_000)),
            _ => "; ;=;==;\u{7f}\u{a0};loom_sid".to_owned(),
        };
        vec![("cookie", cookie)]
    })
    .await
}

/// Paths and headers that would begin a line of the log.
pub(crate) async fn with_lines(ground: Ground) -> u64 {
    get(ground, "/loom/ws?version=%0aforged&page=%0d%0aforged/\u{1b}[2Kforged", |_| {
        let upgrade = [
            ("connection", "upgrade"),
            ("upgrade", "websocket"),
            ("sec-websocket-version", "13"),
            ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
            ("sec-websocket-protocol", "loom.2"),
            ("origin", "http://x\u{85}forged"),
            ("user-agent", "\u{2028}forged"),
        ];
        upgrade.map(|(name, value)| (name, value.to_owned())).to_vec()
    })
    .await
}

/// Gets a page again and again. How often.
async fn get(ground: Ground, path: &'static str, headers: fn(u64) -> Vec<(&'static str, String)>) -> u64 {
    let mut attackers = JoinSet::new();
    for _ in 0..ATTACKERS {
        attackers.spawn(async move {
            let mut sent = 0;
            while !ground.is_over() {
                sent += 1;
                let headers = headers(sent);
                let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let request = Server::try_request_from(ground.address, "GET", path, &headers);
                // The answers do not matter here; the visitor checks its own.
                let _ = tokio::time::timeout_at(ground.until, request).await;
            }
            sent
        });
    }
    attackers.join_all().await.into_iter().sum()
}

/// Connections that send half of a request, and wait.
pub(crate) async fn half(ground: Ground) -> u64 {
    let head = format!("GET /counter HTTP/1.1\r\nhost: {}\r\nx-filler: {}", ground.address, "x".repeat(4_000));
    let mut held = Vec::with_capacity(HELD);
    let mut sent = 0;
    while !ground.is_over() {
        if held.len() == HELD {
            tokio::time::sleep(Duration::from_millis(500)).await;
            held.clear();
        }
        if let Ok(Ok(mut stream)) = tokio::time::timeout_at(ground.until, TcpStream::connect(ground.address)).await
            && stream.write_all(head.as_bytes()).await.is_ok()
        {
            sent += 1;
            held.push(stream);
        }
    }
    sleep_until(ground.until).await;
    sent
}
