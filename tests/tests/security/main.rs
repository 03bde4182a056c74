//! Attacks, grouped by what they are after. Each says what an attacker would gain if it came through.
//!
//! All run against a real server over real sockets. `SECURITY.md` names the test that holds each of its claims.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod address;
mod browser;
mod budget;
mod claims;
mod floods;
mod handed;
mod handlers;
mod headers;
mod limits;
mod log;
mod memory;
mod navigation;
mod origin;
mod panics;
mod paths;
mod redirects;
mod requests;
mod rights;
mod text;
mod tokens;
mod wire;

use loom::{Limits, Loom, Rate};
use loom_tests::{Client, Fetched, Mounted, SECRET, Server};

/// As often as anybody likes, where something else is what holds.
const ENDLESS: Rate = Rate::per_second(1_000_000_000);

/// The counter under the id 0 still counts: nobody else was harmed.
async fn still_counts(client: &mut Client) {
    let answer = client.click(0, "increment").await;
    assert!(client.change(&answer).is_some(), "{answer}");
}

/// Gets a page as the visitor of another.
async fn get_as(server: &Server, path: &str, page: &Fetched) -> Fetched {
    let mut fetched = server.get_with(path, &[("cookie", page.cookie.as_deref().unwrap())]).await;
    fetched.cookie.clone_from(&page.cookie);
    fetched
}

/// Joins under the id 9, and gives the code of the refusal; empty if it was let in.
async fn refusal(client: &mut Client, mounted: &Mounted) -> String {
    let answer = client.join(9, mounted).await;
    client.code(&answer)
}

/// A server with these limits.
async fn limited(change: impl FnOnce(&mut Limits)) -> Server {
    let mut limits = Limits::default();
    change(&mut limits);
    let address = |parts: &axum::http::request::Parts| parts.headers.get("x-real-ip")?.to_str().ok()?.parse().ok();
    Server::with(Loom::builder().secret(SECRET).limits(limits).address(address)).await
}

/// The memory of this process that is in use, in KiB.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}
