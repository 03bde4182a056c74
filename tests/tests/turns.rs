//! The order of work: slow handlers, many events, pushes, slow readers.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::sync::atomic::Ordering;

use loom_tests::{BOTH, Dialect, Server, Value, json};

#[tokio::test]
async fn a_slow_handler_does_not_hold_up_its_neighbor() {
    for dialect in BOTH {
        let server = Server::start().await;
        let page = server.get("/slow").await;
        let mut client = server.connect(dialect, &page).await;
        client.join(0, &page.mounted(0)).await;
        client.join(1, &page.mounted(1)).await;
        client.fire(0, "wait", "click", json!({})).await;
        client.fire(0, "quick", "click", json!({})).await;
        // The neighbor is answered while the slow one waits at the gate.
        client.fire(1, "increment", "click", json!({})).await;
        let answer = client.answer().await;
        let id = if dialect == Dialect::One { &answer["id"] } else { &answer[1] };
        assert_eq!(*id, client.id(1), "{answer}");
        // The slow one's events are answered in turn.
        server.shared().gate.add_permits(1);
        let answer = client.answer().await;
        assert!(client.change(&answer).unwrap().to_string().contains('1'), "{answer}");
        let answer = client.answer().await;
        assert!(client.change(&answer).unwrap().to_string().contains("11"), "{answer}");
    }
}

#[tokio::test]
async fn too_many_events_for_a_busy_component_are_refused() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/slow").await;
        client.fire(0, "wait", "click", json!({})).await;
        for _ in 0..65 {
            client.fire(0, "quick", "click", json!({})).await;
        }
        let answer = client.answer().await;
        assert_eq!(client.code(&answer), "too_many");
        server.shared().gate.add_permits(1);
        for _ in 0..65 {
            let answer = client.answer().await;
            assert!(client.is_patch(&answer), "{answer}");
        }
    }
}

#[tokio::test]
async fn an_event_under_way_is_finished_when_its_client_goes() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/slow").await;
    client.fire(0, "wait", "click", json!({})).await;
    client.send_text(r#"["h"]"#).await;
    assert_eq!(client.answer().await, json!(["h"]));
    drop(client);
    server.wait_for(|stats| stats.connections == 0).await;
    assert_eq!(server.loom.stats().components, 1, "it is not through yet");
    server.shared().gate.add_permits(1);
    server.wait_for(|stats| stats.components == 0).await;
    assert_eq!(server.shared().ends.load(Ordering::SeqCst), 1, "`disconnected` has run");
}

#[tokio::test]
async fn a_hundred_clicks_in_one_write_past_a_button_that_disappears_after_the_third() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/counter").await;
        let frames: Vec<String> = (0..100).map(|_| client.event_frame(0, "thrice", "click", json!({}))).collect();
        client.send_all(frames).await;
        let mut applied = 0;
        for _ in 0..100 {
            let answer = client.answer().await;
            if client.is_patch(&answer) {
                applied += 1;
            } else {
                assert_eq!(client.code(&answer), "unknown_handler");
            }
        }
        assert_eq!(applied, 3);
    }
}

#[tokio::test]
async fn ten_thousand_events_are_all_answered_in_order() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/counter").await;
    for round in 0..100_u64 {
        let frames: Vec<String> = (0..100).map(|_| client.event_frame(0, "increment", "click", json!({}))).collect();
        client.send_all(frames).await;
        for number in 1..=100 {
            assert_eq!(client.answer().await[2], json!(round * 100 + number));
        }
    }
}

#[tokio::test]
async fn news_reaches_all_who_listen() {
    let server = Server::start().await;
    let mut clients = Vec::new();
    for number in 0..20 {
        let dialect = BOTH[number % 2];
        clients.push(server.join(dialect, "/listener").await.0);
    }
    assert_eq!(server.shared().news.publish("rain".to_owned()), 20);
    for client in &mut clients {
        let answer = client.answer().await;
        assert!(client.change(&answer).unwrap().to_string().contains("rain"), "{answer}");
    }
    drop(clients);
    server.wait_for(|stats| stats.components == 0).await;
    assert_eq!(server.shared().news.publish("sun".to_owned()), 0);
}

#[tokio::test]
async fn timers_end_with_their_component() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, page, _) = server.join(dialect, "/ticker").await;
        for _ in 0..3 {
            let answer = client.answer().await;
            assert!(client.change(&answer).is_some(), "{answer}");
        }
        client.leave(0).await;
        // The answer to this says that the leave has been read; the ticks before it may still be on their way.
        let late = client.event_frame(0, "tick", "click", json!({}));
        client.send_text(late).await;
        while !client.answer().await.to_string().contains("unknown_id") {}
        client.join(1, &page.mounted(0)).await;
        let answer = client.answer().await;
        let id = if dialect == Dialect::One { &answer["id"] } else { &answer[1] };
        assert_eq!(*id, client.id(1), "{answer}");
    }
}

#[tokio::test]
async fn many_pushes_are_rendered_once_for_a_client_that_does_not_read() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/heavy").await;
    let shared = server.shared();
    let before = shared.renders.load(Ordering::SeqCst);
    // Each is some 100 KB of page, 40 MB together; sockets buffer a few.
    for number in 0..400 {
        shared.news.publish(format!("<{number:03}>"));
        tokio::task::yield_now().await;
    }
    let seen = loop {
        let answer = client.answer().await;
        if answer.to_string().contains("<399>") {
            break shared.renders.load(Ordering::SeqCst) - before;
        }
    };
    assert!(seen < 200, "{seen} renders for a client that did not read");
}

#[tokio::test]
async fn a_thousand_joins_and_drops_leave_nothing() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    let mounted = page.mounted(0);
    for round in 0..1_000 {
        let mut client = server.connect(BOTH[round % 2], &page).await;
        client.join(0, &mounted).await;
        if round % 3 == 0 {
            client.leave(0).await;
        }
    }
    server.wait_for(|stats| stats.components == 0 && stats.connections == 0).await;
}

#[tokio::test]
async fn mount_runs_once_and_connected_at_each_join() {
    let server = Server::start().await;
    let page = server.get("/counted").await;
    for connected in 0..2 {
        let mut client = server.connect(Dialect::Two, &page).await;
        let joined = client.join(0, &page.mounted(0)).await;
        let tree = joined[2].as_object().unwrap().values().next().unwrap();
        assert_eq!(*tree, json!([1, connected + 1]), "the change of `connected` is there");
        drop(client);
        server.wait_for(|stats| stats.connections == 0).await;
    }
    assert_eq!(server.shared().mounts.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_client_that_comes_back_goes_on_where_it_was() {
    let server = Server::start().await;
    let (mut client, page, mounted) = server.join(Dialect::Two, "/counter").await;
    for _ in 0..20 {
        client.click(0, "increment").await;
    }
    drop(client);
    server.wait_for(|stats| stats.components == 0).await;

    // It never got a newer token than the page's, and not the answer to its last event either.
    let mut client = server.connect(Dialect::Two, &page).await;
    let joined = client.join(0, &mounted).await;
    assert!(joined.to_string().contains("40"), "{joined}");
    client.send_text(json!(["e", 0, 20, "increment", "click"]).to_string()).await;
    assert_eq!(client.answer().await, json!(["p", 0, 20]), "it was handled before");
    client.send_text(json!(["e", 0, 21, "increment", "click"]).to_string()).await;
    let answer = client.answer().await;
    assert_eq!(client.change(&answer).and_then(|change: &Value| change.get(1)), Some(&json!(42)));
    client.leave(0).await;
    client.send_text(r#"["h"]"#).await;
    assert_eq!(client.answer().await, json!(["h"]));

    // After a leave nothing waits.
    let joined = client.join(1, &mounted).await;
    assert!(!joined.to_string().contains("42"), "{joined}");
}

#[tokio::test]
async fn changes_under_way_at_the_break_are_there_when_the_client_comes_back() {
    let server = Server::start().await;
    let (mut client, page, mounted) = server.join(Dialect::Two, "/slow").await;
    client.fire(0, "wait", "click", json!({})).await;
    client.send_text(r#"["h"]"#).await;
    assert_eq!(client.answer().await, json!(["h"]));
    drop(client);
    server.wait_for(|stats| stats.connections == 0).await;
    server.shared().gate.add_permits(1);
    server.wait_for(|stats| stats.components == 0).await;
    let mut client = server.connect(Dialect::Two, &page).await;
    client.join(0, &mounted).await;
    client.send_text(json!(["e", 0, 1, "wait", "click"]).to_string()).await;
    assert_eq!(client.answer().await, json!(["p", 0, 1]), "it is not begun again");
}

#[tokio::test]
async fn nothing_waits_where_it_is_turned_off() {
    let server = Server::with(loom::Loom::builder().secret(loom_tests::SECRET).park(std::time::Duration::ZERO)).await;
    let (mut client, page, mounted) = server.join(Dialect::Two, "/counter").await;
    client.click(0, "increment").await;
    drop(client);
    server.wait_for(|stats| stats.components == 0).await;
    let mut client = server.connect(Dialect::Two, &page).await;
    client.join(0, &mounted).await;
    let answer = client.click(0, "increment").await;
    assert_eq!(client.change(&answer).and_then(|change: &Value| change.get(1)), Some(&json!(2)));
}

#[tokio::test]
async fn a_newer_token_resumes_where_the_old_connection_ended() {
    let server = Server::with(loom::Loom::builder().secret(loom_tests::SECRET).park(std::time::Duration::ZERO)).await;
    let (mut client, page, mut mounted) = server.join(Dialect::Two, "/counter").await;
    client.click(0, "increment").await;
    let token = loop {
        let frame = client.next().await;
        if frame[0] == "k" {
            break frame;
        }
    };
    assert_eq!(token[1], 0);
    mounted.token = token[2].as_str().unwrap().to_owned();
    drop(client);
    let mut client = server.connect(Dialect::Two, &page).await;
    client.send_text(json!(["j", 0, mounted.module, mounted.token, 1]).to_string()).await;
    assert_eq!(client.answer().await, json!(["j", 0]), "the client's content is right");
    client.send_text(json!(["e", 0, 1, "increment", "click"]).to_string()).await;
    assert_eq!(client.answer().await, json!(["p", 0, 1]), "the token knows of the event");
    client.send_text(json!(["e", 0, 2, "increment", "click"]).to_string()).await;
    let answer = client.answer().await;
    assert_eq!(client.change(&answer).and_then(|change: &Value| change.get(1)), Some(&json!(4)));
}
