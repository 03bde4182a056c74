//! Handlers and renders that fail or panic: always an answer, never a half-changed state.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use loom_tests::{BOTH, Client, Dialect, Server, json};

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
