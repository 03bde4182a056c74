//! Refused requests get the right error code, and nothing else suffers from them.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::time::Duration;

use loom_tests::{BOTH, Client, Dialect, Mounted, SECRET, Server, Value, json};

/// Joins, and gives the code of the refusal.
async fn refused(client: &mut Client, module: &str, token: &str) -> String {
    let answer = client.join(9, &Mounted { module: module.to_owned(), token: token.to_owned() }).await;
    client.code(&answer)
}

/// The counter under the id 0 still counts.
async fn still_counts(client: &mut Client) {
    let answer = client.click(0, "increment").await;
    assert!(client.change(&answer).is_some(), "{answer}");
}

#[tokio::test]
async fn a_token_altered_in_any_part_is_refused() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, _, mounted) = server.join(dialect, "/counter").await;
        let token = &mounted.token;
        for at in (0..token.len()).step_by(7) {
            let mut altered = token.clone().into_bytes();
            altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
            let altered = String::from_utf8(altered).unwrap();
            assert_eq!(refused(&mut client, &mounted.module, &altered).await, "bad_token", "{at}");
        }
        for wrong in ["", ".", "..", "a.b.c", &format!("{token}A"), token.rsplit_once('.').unwrap().0] {
            assert_eq!(refused(&mut client, &mounted.module, wrong).await, "bad_token", "{wrong}");
        }
        still_counts(&mut client).await;
    }
}

#[tokio::test]
async fn a_token_opens_its_own_module_only() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, _, mounted) = server.join(dialect, "/counter").await;
        assert_eq!(refused(&mut client, "breaker", &mounted.token).await, "bad_token");
        assert_eq!(refused(&mut client, "no such module", &mounted.token).await, "unknown_module");
        assert_eq!(refused(&mut client, "", &mounted.token).await, "unknown_module");
        still_counts(&mut client).await;
    }
}

#[tokio::test]
async fn a_token_of_another_visitor_is_refused() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mine, theirs) = (server.get("/counter").await, server.get("/counter").await);
        assert_ne!(mine.cookie, theirs.cookie);
        let stolen = theirs.mounted(0);
        let mut client = server.connect(dialect, &mine).await;
        assert_eq!(refused(&mut client, &stolen.module, &stolen.token).await, "bad_token");
        let mut logged_out = Client::open(server.address, dialect, None).await;
        assert_eq!(refused(&mut logged_out, &stolen.module, &stolen.token).await, "bad_token");
    }
}

#[tokio::test]
async fn a_token_that_is_too_old_is_refused() {
    for dialect in BOTH {
        let server = Server::with(loom::Loom::builder().secret(SECRET).max_age(Duration::ZERO)).await;
        let page = server.get("/counter").await;
        let mounted = page.mounted(0);
        let mut client = server.connect(dialect, &page).await;
        // Ages are counted in whole seconds.
        tokio::time::sleep(Duration::from_millis(2_100)).await;
        assert_eq!(refused(&mut client, &mounted.module, &mounted.token).await, "expired_token");
    }
}

#[tokio::test]
async fn a_token_of_another_key_is_refused_and_of_an_old_one_is_not() {
    let other = "another secret of the tests, long enough too";
    let old = Server::start().await;
    let page = old.get("/counter").await;
    let mounted = page.mounted(0);

    let new = Server::with(loom::Loom::builder().secret(other)).await;
    let mut client = new.connect(Dialect::Two, &page).await;
    assert_eq!(refused(&mut client, &mounted.module, &mounted.token).await, "bad_token");

    let rotating = Server::with(loom::Loom::builder().secret(other).old_secret(SECRET)).await;
    let mut client = rotating.connect(Dialect::Two, &page).await;
    assert_eq!(client.join(0, &mounted).await[0], "j");
}

#[tokio::test]
async fn ids_are_known_while_they_are_joined() {
    for dialect in BOTH {
        let server = Server::start().await;
        let page = server.get("/counter").await;
        let mut client = server.connect(dialect, &page).await;
        let early = client.click(0, "increment").await;
        assert_eq!(client.code(&early), "unknown_id", "an event before its join");
        client.join(0, &page.mounted(0)).await;
        let other = server.get("/counter").await;
        let taken = client.join(0, &other.mounted(0)).await;
        assert_eq!(client.code(&taken), "duplicate_id");
        still_counts(&mut client).await;

        client.leave(0).await;
        let late = client.click(0, "increment").await;
        assert_eq!(client.code(&late), "unknown_id", "an event after its leave");
        client.leave(0).await;
        client.join(0, &page.mounted(0)).await;
        assert_eq!(server.loom.stats().components, 1, "a leave of what is not there says and does nothing");
        still_counts(&mut client).await;
    }
}

#[tokio::test]
async fn only_what_the_page_offers_can_be_called() {
    let wrong = [
        ("hidden", "click"),
        ("no_such_event", "click"),
        ("render", "click"),
        ("mount", "click"),
        ("connected", "click"),
        ("__x", "click"),
        ("", "click"),
        ("(", "click"),
        ("count=", "input"),
        ("increment()", "click"),
        ("increment ", "click"),
        ("increment", "dblclick"),
        ("increment", ""),
        ("set", "click"),
        ("set(0)", "click"),
        ("set(1)", "click"),
        ("set(99999999999999999999)", "click"),
        ("set(\"x\")", "click"),
        ("set()", "click"),
        ("set(0,0)", "click"),
        ("set(null)", "click"),
        ("set(-0)", "click"),
        ("set(0", "click"),
        ("fail", "click"),
    ];
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/counter").await;
        for (handler, event) in wrong {
            client.fire(0, handler, event, json!({})).await;
            let answer = client.answer().await;
            assert_eq!(client.code(&answer), "unknown_handler", "{handler} on {event}");
            if dialect == Dialect::Two {
                assert_eq!((&answer[1], &answer[2]), (&json!(0), &json!(client.last_event())));
            }
        }
        still_counts(&mut client).await;
        // Now the reset button is enabled.
        let answer = client.click(0, "set(0)").await;
        assert!(client.change(&answer).is_some(), "{answer}");
        for handler in ["set(1)", "set(00)", "set( 0)", "set(0.0)"] {
            let answer = client.click(0, handler).await;
            assert_eq!(client.code(&answer), "unknown_handler", "{handler}");
        }
    }
}

#[tokio::test]
async fn an_event_without_the_handlers_data_is_refused() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/breaker").await;
        for payload in
            [json!({}), json!({"value": "x"}), json!({"value": ""}), json!({"value": "99999999999999999999"})]
        {
            client.fire(0, "typed", "input", payload.clone()).await;
            let answer = client.answer().await;
            assert_eq!(client.code(&answer), "bad_payload", "{payload}");
        }
        client.fire(0, "typed", "input", json!({"value": "41"})).await;
        let answer = client.answer().await;
        assert!(client.change(&answer).unwrap().to_string().contains("41"), "{answer}");
    }
}

#[tokio::test]
async fn a_frame_that_is_no_message_harms_nobody() {
    let deep = "[".repeat(10_000);
    let frames = [
        "",
        " ",
        "null",
        "{}",
        "[]",
        "garbage",
        "\u{0}",
        "{\"type\":\"event\"",
        r#"{"type":"nothing","id":"c0"}"#,
        r#"{"type":"join","id":"c0"}"#,
        r#"{"type":7}"#,
        r#"["x"]"#,
        r#"["j"]"#,
        r#"["j",0]"#,
        r#"["j",-1,"M","T",0]"#,
        r#"["e",0,"1","increment","click"]"#,
        r#"["e",0,1,"increment","click",{"value":7}]"#,
        r#"{"type":"event","id":"c0","handler":"increment","event":"click","special_vars":{"value":7}}"#,
        deep.as_str(),
    ];
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/counter").await;
        for frame in frames {
            client.send_text(frame).await;
            let answer = client.answer().await;
            assert_eq!(client.code(&answer), "bad_message", "{}", frame.chars().take(60).collect::<String>());
        }
        client.send_binary(vec![0; 100]).await;
        let answer = client.answer().await;
        assert_eq!(client.code(&answer), "bad_message");
        still_counts(&mut client).await;
    }
}

#[tokio::test]
async fn a_detail_that_nobody_asks_for_may_be_of_any_form() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/counter").await;
    let (open, close) = ("[".repeat(60), "]".repeat(60));
    client.send_text(format!(r#"["e",0,1,"increment","click",{{"detail":{open}{close}}}]"#)).await;
    let answer = client.answer().await;
    assert!(client.change(&answer).is_some(), "{answer}");
}

#[tokio::test]
async fn members_that_nobody_knows_are_passed_over() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::One, "/counter").await;
    let event = json!({
        "type": "event", "id": "c0", "handler": "increment", "event": "click", "later": {"a": [1]},
        "special_vars": {"value": null, "shape": "round"},
    });
    client.send_text(event.to_string()).await;
    let answer = client.answer().await;
    assert!(client.change(&answer).is_some(), "{answer}");
}

#[tokio::test]
async fn a_frame_over_the_limit_ends_only_its_own_connection() {
    let server = Server::start().await;
    let (mut neighbor, ..) = server.join(Dialect::Two, "/counter").await;
    let (mut client, ..) = server.join(Dialect::Two, "/counter").await;
    client.send_text(format!("[\"e\",0,1,\"{}\",\"click\"]", "a".repeat(60_000))).await;
    let answer = client.answer().await;
    assert_eq!(client.code(&answer), "unknown_handler", "a large frame is read");
    client.send_text("a".repeat(1_000_000)).await;
    client.closed().await;
    still_counts(&mut neighbor).await;
    server.wait_for(|stats| stats.connections == 1).await;
}

#[tokio::test]
async fn a_heartbeat_is_answered() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/counter").await;
    client.send_text(r#"["h"]"#).await;
    assert_eq!(client.answer().await, json!(["h"]));
}

#[tokio::test]
async fn components_of_a_connection_are_limited() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    let mounted = page.mounted(0);
    // In dialect 2 one token is one component.
    let mut client = server.connect(Dialect::One, &page).await;
    let frames: Vec<String> = (0..2_001).map(|id| client.join_frame(id, &mounted.module, &mounted.token)).collect();
    let mut last = Value::Null;
    for chunk in frames.chunks(50) {
        client.send_all(chunk.iter().cloned()).await;
        for _ in chunk {
            last = client.answer().await;
        }
    }
    assert_eq!(client.code(&last), "too_many");
    drop(client);
    server.wait_for(|stats| stats.components == 0).await;
}
