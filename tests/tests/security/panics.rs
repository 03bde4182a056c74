//! After the process, or the connection of others, by code of the application that panics.

use loom_tests::{BOTH, Client, Dialect, Mounted, Server, json};

use crate::{get_as, refusal, still_counts};

/// A client with a counter under the id 0, and a component of this page under the id 1.
async fn beside(server: &Server, dialect: Dialect, path: &str) -> (Client, Mounted) {
    let counter = server.get("/counter").await;
    let page = get_as(server, path, &counter).await;
    let mut client = server.connect(dialect, &counter).await;
    client.join(0, &counter.mounted(0)).await;
    let mounted = page.mounted(0);
    client.join(1, &mounted).await;
    (client, mounted)
}

/// The code of the next answer that has one.
async fn next_code(client: &mut Client) -> String {
    loop {
        let answer = client.answer().await;
        let code = client.code(&answer);
        if !code.is_empty() {
            return code;
        }
    }
}

/// Would gain: a connection that breaks for all its components, by ending one.
#[tokio::test]
async fn a_destructor_that_panics_ends_only_its_component() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, _) = beside(&server, dialect, "/hostile/drops").await;
        client.click(1, "arm").await;
        client.leave(1).await;
        still_counts(&mut client).await;
        assert_eq!(server.loom.stats().components, 1);
    }
}

/// Would gain: the whole process, since a second panic while the first unwinds ends it.
#[tokio::test]
async fn two_destructors_that_panic_with_their_connection_end_nothing_else() {
    let server = Server::start().await;
    let (mut neighbor, ..) = server.join(Dialect::Two, "/counter").await;
    let page = server.get("/hostile/pair").await;
    let mut client = server.connect(Dialect::Two, &page).await;
    for id in 0..2 {
        client.join(id as u64, &page.mounted(id)).await;
        client.click(id as u64, "arm").await;
    }
    drop(client);
    server.wait_for(|stats| stats.connections == 1 && stats.components == 1).await;
    still_counts(&mut neighbor).await;
}

/// Would gain: the same, by an event that fails: the state that is put back drops the other.
#[tokio::test]
async fn a_destructor_that_panics_while_a_state_is_put_back_ends_nothing() {
    let server = Server::start().await;
    let (mut client, _) = beside(&server, Dialect::Two, "/hostile/drops").await;
    client.click(1, "arm").await;
    client.fire(1, "fail", "click", json!({})).await;
    assert_eq!(next_code(&mut client).await, "event_failed");
    still_counts(&mut client).await;
}

/// Would gain: a connection that breaks, by a state that cannot be written: before an event, for a token, at the end.
#[tokio::test]
async fn serialization_that_panics_is_undone() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, _) = beside(&server, dialect, "/hostile/unwritable").await;
        client.click(1, "arm").await;
        client.fire(1, "increment", "click", json!({})).await;
        assert_eq!(next_code(&mut client).await, "panicked", "a state that cannot be saved cannot stay");
        still_counts(&mut client).await;
        drop(client);
        server.wait_for(|stats| stats.components == 0).await;
        let both = if dialect == Dialect::Two { 2 } else { 0 };
        assert_eq!(server.loom.stats().parked, both, "the state that it went back to can be kept");
    }
}

/// Would gain: a connection that breaks at each join, by a token whose state cannot be read.
#[tokio::test]
async fn deserialization_that_panics_refuses_the_join() {
    let server = Server::start().await;
    let (mut client, mut mounted) = beside(&server, Dialect::Two, "/hostile/unreadable").await;
    client.fire(1, "increment", "click", json!({})).await;
    // The token of now holds what cannot be read.
    mounted.token = loop {
        let frame = client.next().await;
        if frame[0] == "k" && frame[1] == 1 {
            break frame[2].as_str().unwrap().to_owned();
        }
    };
    client.leave(1).await;
    assert_eq!(refusal(&mut client, &mounted).await, "bad_token");
    still_counts(&mut client).await;
}

/// Would gain: a page that cannot be closed, a connection that breaks, a count that never returns to zero.
#[tokio::test]
async fn a_hook_that_panics_is_like_a_handler() {
    for dialect in BOTH {
        for path in ["/hostile/connected", "/hostile/disconnected"] {
            let server = Server::start().await;
            let (mut client, _) = beside(&server, dialect, path).await;
            client.leave(1).await;
            loop {
                client.fire(0, "increment", "click", json!({})).await;
                let answer = client.answer().await;
                if client.code(&answer).is_empty() && client.is_patch(&answer) {
                    break;
                }
            }
            drop(client);
            server.wait_for(|stats| stats.components == 0 && stats.connections == 0).await;
        }
    }
}

/// Would gain: the server, by a page that panics while it is made.
#[tokio::test]
async fn a_mount_that_panics_is_a_page_that_failed() {
    let server = Server::start().await;
    for _ in 0..20 {
        let page = server.get("/hostile/mount").await;
        assert_eq!(page.status, 500);
    }
    assert_eq!(server.get("/counter").await.status, 200);
}

/// Would gain: a connection that breaks, by a render that panics in the middle of what it writes.
#[tokio::test]
async fn a_render_that_panics_sends_nothing_half() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, _) = beside(&server, dialect, "/hostile/render").await;
        client.fire(1, "arm", "click", json!({})).await;
        assert_eq!(next_code(&mut client).await, "render_failed");
        still_counts(&mut client).await;
    }
}

/// Would gain: what the log says, from the answer to a client.
#[tokio::test]
async fn an_error_says_a_reference_and_no_more() {
    for dialect in BOTH {
        let server = Server::start().await;
        for handler in ["fail", "fail_later", "boom", "boom_later", "unrenderable", "boom_in_render"] {
            let (mut client, ..) = server.join(dialect, "/breaker").await;
            client.fire(0, handler, "click", json!({})).await;
            let answer = loop {
                let answer = client.answer().await;
                if !client.code(&answer).is_empty() {
                    break answer.to_string();
                }
            };
            assert!(answer.contains("(reference "), "{answer}");
            for secret in ["secret", "purpose", "ParseInt", "invalid digit", "cannot be shown\"", ".rs"] {
                assert!(!answer.contains(secret), "{handler} says {secret}: {answer}");
            }
        }
    }
}

/// Would gain: nothing, where it is a developer's own machine; and the developer sees what is wrong where it happens.
#[tokio::test]
async fn a_page_shows_its_error_where_the_application_says_so() {
    let server = Server::as_is(loom::Loom::builder().secret(loom_tests::SECRET).show_errors(true)).await;
    for (handler, detail) in [("fail", "a secret reason"), ("boom", "on purpose"), ("boom_in_render", "on purpose")] {
        let (mut client, ..) = server.join(Dialect::Two, "/breaker").await;
        client.fire(0, handler, "click", json!({})).await;
        let answer = loop {
            let answer = client.answer().await;
            if !client.code(&answer).is_empty() {
                break answer.to_string();
            }
        };
        assert!(answer.contains(detail), "{answer}");
    }
}

/// Would gain: a component that is stuck for its user, and tasks that pile up, by a handler that never ends.
#[tokio::test]
async fn a_handler_that_takes_too_long_is_ended() {
    for dialect in BOTH {
        let mut limits = loom::Limits::default();
        limits.handler_time = std::time::Duration::from_millis(200);
        let server = Server::with(loom::Loom::builder().secret(loom_tests::SECRET).limits(limits)).await;
        let (mut client, _) = beside(&server, dialect, "/hostile/sleeper").await;
        client.click(1, "increment").await;
        client.fire(1, "sleep", "click", json!({})).await;
        client.fire(1, "increment", "click", json!({})).await;
        still_counts(&mut client).await;
        assert_eq!(next_code(&mut client).await, "timeout");
        let answer = client.answer().await;
        let change = client.change(&answer).unwrap_or_else(|| panic!("{answer}")).to_string();
        assert!(change.contains('2') && !change.contains("10"), "it went on from before: {change}");

        // It is ended when nobody waits for it too.
        client.fire(1, "sleep", "click", json!({})).await;
        still_counts(&mut client).await;
        drop(client);
        server.wait_for(|stats| stats.components == 0 && stats.connections == 0).await;
    }
}
