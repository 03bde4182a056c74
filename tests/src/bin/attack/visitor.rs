//! [`Visitor`]: somebody who uses a page while others attack.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use loom_tests::{Client, Dialect, Server, Value, json};

/// How long the visitor rests between two clicks.
const REST: Duration = Duration::from_millis(15);
/// After so many clicks the visitor gets a page too.
const PAGE: usize = 10;

/// A visitor in a thread of its own, so that attackers do not keep the visitor waiting before anything is sent.
#[derive(Debug)]
pub(crate) struct Visitor {
    thread: JoinHandle<Seen>,
    ends: Arc<AtomicBool>,
}

/// The visitor's record of a run.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// How long the answers to clicks took, in order of time.
    clicks: Vec<Duration>,
    /// How long the slowest page took.
    pub(crate) page: Duration,
    /// The longest that anything took.
    pub(crate) longest: Duration,
    /// The first fault, if there was one.
    pub(crate) fault: Option<String>,
}

impl Visitor {
    /// Begins to click.
    pub(crate) fn begin(address: SocketAddr) -> Self {
        let ends = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&ends);
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(use_page(address, &told))
        });
        Self { thread, ends }
    }

    /// Lets the visitor end, after one more click at least.
    pub(crate) fn end(self) -> Seen {
        self.ends.store(true, Relaxed);
        let fault = Some("ended in a panic, see above".to_owned());
        self.thread.join().unwrap_or_else(|_| Seen { fault, ..Seen::default() })
    }
}

impl Seen {
    /// The median of the waits for answers to clicks, and the 99th of a hundred.
    pub(crate) fn waits(&self) -> (Duration, Duration) {
        let mut sorted = self.clicks.clone();
        sorted.sort_unstable();
        let at = |part: usize| sorted.get(part * sorted.len().saturating_sub(1) / 100).copied().unwrap_or_default();
        (at(50), at(99))
    }

    fn note(&mut self, took: Duration) -> Duration {
        self.longest = self.longest.max(took);
        took
    }
}

/// Clicks, compares what the counter shows, and gets a page now and then.
async fn use_page(address: SocketAddr, ends: &AtomicBool) -> Seen {
    let mut seen = Seen::default();
    let page = Server::get_from(address, "/counter", &[]).await;
    let mut client = Client::open(address, Dialect::Two, page.cookie.as_deref()).await;
    client.join(0, &page.mounted(0)).await;
    for count in 1.. {
        let last = ends.load(Relaxed);
        let begun = Instant::now();
        let answer = client.click(0, "increment").await;
        let took = seen.note(begun.elapsed());
        seen.clicks.push(took);
        if !shows(&answer, count) {
            seen.fault = Some(format!("click {count} was answered with {answer}"));
            break;
        }
        if count % PAGE == 0 {
            let begun = Instant::now();
            let page = Server::get_from(address, "/form", &[]).await;
            seen.page = seen.note(begun.elapsed()).max(seen.page);
            if page.status != 200 {
                seen.fault = Some(format!("a page was answered with {}", page.status));
                break;
            }
        }
        if last {
            break;
        }
        tokio::time::sleep(REST).await;
    }
    seen
}

/// Whether a patch brings this count.
fn shows(answer: &Value, count: usize) -> bool {
    let count = [json!(count), json!(count.to_string())];
    answer[0] == "p" && answer[3].as_array().is_some_and(|change| change.iter().any(|value| count.contains(value)))
}
