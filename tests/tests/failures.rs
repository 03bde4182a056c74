//! Handlers and renders that fail or panic: always an answer, never a half-changed state.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::{
    fmt, io,
    sync::{Arc, Mutex},
};

use axum::{Router, routing::get};
use loom::prelude::*;
use loom_tests::{BOTH, Client, Dialect, Server, json};
use tracing_subscriber::util::SubscriberInitExt as _;

/// The breaker's counter goes up to this.
async fn counts_to(client: &mut Client, count: i64) {
    let answer = client.click(0, "increment").await;
    let change = client.change(&answer).unwrap_or_else(|| panic!("{answer}")).to_string();
    assert!(change.contains(&count.to_string()), "{change} is not {count}");
}

#[tokio::test]
async fn an_error_leaves_the_state_as_it_was() {
    for handler in ["fail", "fail_later"] {
        for dialect in BOTH {
            let server = Server::start().await;
            let (mut client, ..) = server.join(dialect, "/breaker").await;
            counts_to(&mut client, 1).await;
            let answer = client.click(0, handler).await;
            assert_eq!(client.code(&answer), "event_failed");
            assert!(!answer.to_string().contains("secret"), "{answer}");
            if dialect == Dialect::Two {
                assert_eq!(answer[2], 2);
            }
            counts_to(&mut client, 2).await;
        }
    }
}

#[tokio::test]
async fn a_panic_goes_back_to_a_kept_state() {
    for handler in ["boom", "boom_later"] {
        for dialect in BOTH {
            let server = Server::start().await;
            let (mut client, ..) = server.join(dialect, "/breaker").await;
            counts_to(&mut client, 1).await;
            client.fire(0, handler, "click", json!({})).await;
            let mut answer = client.answer().await;
            if client.is_patch(&answer) {
                // The page shows the kept state: that of the join.
                assert!(client.change(&answer).unwrap().to_string().contains('0'), "{answer}");
                answer = client.answer().await;
            }
            assert_eq!(client.code(&answer), "panicked");
            counts_to(&mut client, 1).await;
            assert_eq!(server.loom.stats().components, 1);
        }
    }
}

#[tokio::test]
async fn an_event_whose_render_fails_is_undone() {
    for handler in ["unrenderable", "boom_in_render"] {
        for dialect in BOTH {
            let server = Server::start().await;
            let (mut client, ..) = server.join(dialect, "/breaker").await;
            let answer = client.click(0, handler).await;
            assert_eq!(client.code(&answer), "render_failed", "{answer}");
            counts_to(&mut client, 1).await;
        }
    }
}

#[tokio::test]
async fn a_neighbor_goes_on() {
    let server = Server::start().await;
    let breaker = server.get("/breaker").await;
    let counter = server.get_with("/counter", &[("cookie", breaker.cookie.as_deref().unwrap())]).await;
    let mut client = server.connect(Dialect::Two, &breaker).await;
    client.join(0, &breaker.mounted(0)).await;
    client.join(1, &counter.mounted(0)).await;
    client.fire(0, "boom", "click", json!({})).await;
    client.fire(1, "increment", "click", json!({})).await;
    loop {
        let answer = client.answer().await;
        if answer[1] == 1 {
            assert_eq!((&answer[0], &answer[3][1]), (&json!("p"), &json!(2)));
            break;
        }
    }
}

/// A list whose rows have the keys that it is given, and a handler whose error has a cause.
#[live_component]
struct Keyed {
    #[prop]
    keys: Vec<u32>,
    presses: u32,
}

#[live_component]
impl Keyed {
    #[event]
    fn press(&mut self) {
        self.presses += 1;
    }

    #[event]
    fn fail(&self) -> Result<(), Unsaved> {
        Err(Unsaved(fmt::Error))
    }

    fn render(&self) -> Html {
        html! {
            <button id="press" on:click=press>{self.presses}</button>
            <button id="fail" on:click=fail>"Fail"</button>
            <ul>for key in &self.keys { <li key={key}>{key}</li> }</ul>
        }
    }
}

/// An error that does not say its cause itself.
#[derive(Debug)]
struct Unsaved(fmt::Error);

impl fmt::Display for Unsaved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it was not saved")
    }
}

impl std::error::Error for Unsaved {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// A component whose `mount` begins a timer that nobody will hear of.
#[live_component]
struct Early {
    #[prop]
    begins: bool,
    plan: Plan,
}

#[derive(Choice, Clone, Copy, Default, serde::Serialize, serde::Deserialize)]
enum Plan {
    #[default]
    MediumOne,
}

#[live_component]
impl Early {
    async fn mount(&mut self, cx: &mut Cx<Self>) {
        if self.begins {
            cx.every(std::time::Duration::from_secs(1), |_, _| ());
        }
    }

    fn render(&self) -> Html {
        html! { <option value={self.plan}>{self.plan}</option> }
    }
}

async fn early(live: Live) -> loom::Result<Page> {
    let early = live.mount(Early::props().begins(false)).await?;
    Ok(live.page("Early").body(html! { {early} }))
}

/// The lines of the log while a component with these keys is used.
async fn logged(keys: &[u32]) -> String {
    log_of(async {
        let mut view = loom::testing::mount(Keyed::props().keys(keys.to_vec())).await.unwrap();
        view.click("#press").await.unwrap();
        assert!(view.click("#fail").await.is_err());
    })
    .await
}

/// The lines of the log of some work.
async fn log_of(work: impl Future<Output = ()>) -> String {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&lines);
    let writer = move || Lines(Arc::clone(&log));
    let _guard = tracing_subscriber::fmt().with_ansi(false).with_writer(writer).set_default();
    work.await;
    let lines = lines.lock().unwrap();
    String::from_utf8_lossy(&lines).into_owned()
}

/// Keeps the log.
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn two_rows_with_one_key_are_told_of_once_while_an_application_is_developed() {
    assert!(!logged(&[1, 2, 3]).await.contains("two items"));
    let log = logged(&[1, 2, 1]).await;
    let warnings: Vec<_> = log.lines().filter(|line| line.contains("two items of a list have the key 1")).collect();
    assert_eq!(warnings.len(), usize::from(cfg!(debug_assertions)), "{log}");
    assert!(
        warnings.iter().all(|line| line.contains("WARN") && line.contains("component=\"failures::Keyed\"")),
        "{log}"
    );
}

#[tokio::test]
async fn a_timer_that_mount_begins_is_told_of_while_an_application_is_developed() {
    for begins in [false, true] {
        let log = log_of(async {
            let view = loom::testing::mount(Early::props().begins(begins)).await.unwrap();
            // A choice is its name as an attribute, and its label as content.
            assert_eq!(view.find("option").attribute("value"), Some("medium-one"));
            assert_eq!(view.text("option"), "Medium one");
        })
        .await;
        assert_eq!(log.contains("begin it in `connected`"), begins && cfg!(debug_assertions), "{log}");
    }
}

#[tokio::test]
async fn a_router_without_the_routes_of_loom_is_told_of_once_while_an_application_is_developed() {
    for merges in [false, true] {
        let loom = Loom::builder().secret("the secret of an application under test").build().unwrap();
        let router = Router::new().route("/", get(early));
        let router = if merges { router.merge(loom.routes()) } else { router };
        let app = loom::testing::App::of(loom.clone()).router(router.with_state(loom));
        let log = log_of(async {
            app.open("/").await.unwrap();
            app.open("/").await.unwrap();
        })
        .await;
        let warnings = log.lines().filter(|line| line.contains("add `.merge(loom.routes())` to the router")).count();
        assert_eq!(warnings, usize::from(!merges && cfg!(debug_assertions)), "{log}");
    }
}

#[tokio::test]
async fn the_log_tells_the_causes_of_an_error() {
    let log = logged(&[]).await;
    let failed: Vec<_> = log.lines().filter(|line| line.contains("a component failed")).collect();
    let causes = format!("error=it was not saved: {}", fmt::Error);
    assert!(failed.len() == 1 && failed[0].contains(&causes), "{log}");
}
