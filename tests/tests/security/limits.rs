//! After the server itself: to take more of what it gives than one client may have.

use std::time::Duration;

use loom::Rate;
use loom_tests::{BINARY, BOTH, Client, Dialect, Mounted, PING, PONG, Server, TEXT, Value, json, masked};

use crate::{get_as, limited, refusal, still_counts};

/// Would gain: memory of the server, by one message.
#[tokio::test]
async fn a_message_has_a_size() {
    for dialect in BOTH {
        let server = limited(|limits| limits.message_bytes = 4_096).await;
        let (mut neighbor, ..) = server.join(dialect, "/counter").await;
        let (mut client, ..) = server.join(dialect, "/counter").await;
        client.send_text(" ".repeat(4_096)).await;
        let answer = client.answer().await;
        assert_eq!(client.code(&answer), "bad_message", "it was read");
        client.send_text(" ".repeat(4_097)).await;
        client.closed().await;
        server.wait_for(|stats| stats.connections == 1).await;
        still_counts(&mut neighbor).await;
    }
}

/// Would gain: the same, by what a message of a small size unfolds to.
#[tokio::test]
async fn a_message_has_a_depth_and_a_number_of_values() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/counter").await;
        let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        let wide = format!("[{}]", vec!["1"; 50_000].join(","));
        for payload in [&deep, &wide, &format!("{{\"a\":{deep}}}")] {
            for frame in [
                (*payload).to_owned(),
                format!(r#"["e",0,1,"increment","click",{{"detail":{payload}}}]"#),
                format!(r#"{{"type":"event","id":"c0","handler":"increment","event":"click","later":{payload}}}"#),
            ] {
                client.send_text(frame).await;
                let answer = client.answer().await;
                assert_eq!(client.code(&answer), "bad_message", "{answer}");
            }
        }
        still_counts(&mut client).await;
    }
    let server = limited(|limits| (limits.message_depth, limits.message_members) = (3, 8)).await;
    let (mut client, ..) = server.join(Dialect::Two, "/counter").await;
    for (detail, refused) in [("{}", false), ("{\"a\":{}}", true), ("{\"a\":1,\"b\":2,\"c\":3}", true)] {
        let event = client.event_frame(0, "increment", "click", json!({"detail": {}}));
        client.send_text(event.replace("{}", detail)).await;
        let answer = client.answer().await;
        assert_eq!(client.code(&answer) == "bad_message", refused, "{detail}: {answer}");
    }
    still_counts(&mut client).await;
}

/// Would gain: memory of the server, by a message that never ends.
#[tokio::test]
async fn fragments_without_end_end_their_connection() {
    let server = Server::start().await;
    let (mut neighbor, ..) = server.join(Dialect::Two, "/counter").await;
    let page = server.get("/counter").await;
    let mut raw = server.raw(&page).await;
    let mut sent = 0;
    let mut fragment = vec![0b0000_0001, 0b1111_1110, 0x40, 0x00, 0, 0, 0, 0];
    fragment.extend([b'a'; 0x4000]);
    while raw.write(&fragment).await.is_ok() && sent < 100 {
        // Continuations that are never the last.
        fragment[0] = 0;
        sent += 1;
    }
    raw.ended().await;
    server.wait_for(|stats| stats.connections == 1).await;
    still_counts(&mut neighbor).await;
}

/// Would gain: what an implementation does that meets a frame which cannot be.
#[tokio::test]
async fn a_frame_that_breaks_the_protocol_ends_only_its_own_connection() {
    let server = Server::start().await;
    let (mut neighbor, ..) = server.join(Dialect::Two, "/counter").await;
    let broken: [&[u8]; 8] = [
        &[0b1000_0001, 0b0000_0001, b'a'],       // not masked
        &[0b1111_0001, 0b1000_0000, 0, 0, 0, 0], // reserved bits
        &[0b1000_0011, 0b1000_0000, 0, 0, 0, 0], // a reserved opcode
        &[0b0000_1001, 0b1000_0000, 0, 0, 0, 0], // a ping in fragments
        &[0b1000_0000, 0b1000_0000, 0, 0, 0, 0], // a continuation of nothing
        &[0b1000_0001, 0b1111_1111, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0], // 2^64 bytes
        &[0b1000_0001, 0b1000_0010, 0, 0, 0, 0, 0xC3, 0x28], // not UTF-8
        &[0b1000_1000, 0b1000_0001, 0, 0, 0, 0, 1], // a close with half a status
    ];
    for bytes in broken {
        let page = server.get("/counter").await;
        let mut raw = server.raw(&page).await;
        raw.write(bytes).await.expect("the bytes leave");
        raw.ended().await;
    }
    server.wait_for(|stats| stats.connections == 1).await;
    still_counts(&mut neighbor).await;
}

/// Would gain: the processor, by events without a pause.
#[tokio::test]
async fn events_that_come_too_fast_are_refused() {
    for dialect in BOTH {
        let server = limited(|limits| limits.events = Rate::per_second(1).burst(100)).await;
        let (mut client, ..) = server.join(dialect, "/counter").await;
        let frames: Vec<_> = (0..1_000).map(|_| client.event_frame(0, "increment", "click", json!({}))).collect();
        client.send_all(frames).await;
        let (mut applied, mut refused) = (0, 0);
        for _ in 0..1_000 {
            let answer = client.answer().await;
            match client.code(&answer).as_str() {
                "" => applied += 1,
                "too_fast" => refused += 1,
                other => panic!("{other}"),
            }
        }
        assert!((100..400).contains(&applied), "{applied} applied, {refused} refused");
        // It is taken again after a moment.
        loop {
            let answer = client.click(0, "increment").await;
            match client.code(&answer).as_str() {
                "too_fast" => tokio::time::sleep(Duration::from_millis(100)).await,
                code => break assert_eq!(code, "", "{answer}"),
            }
        }
    }
}

/// Would gain: the processor, by frames that are no events.
#[tokio::test]
async fn frames_of_every_kind_have_a_rate() {
    let server = limited(|limits| limits.frames = Rate::per_second(10).burst(20)).await;
    let (mut neighbor, page, _) = server.join(Dialect::Two, "/counter").await;
    let kinds = [
        ("pings", masked(PING, b"x")),
        ("pongs", masked(PONG, b"")),
        ("heartbeats", masked(TEXT, br#"["h"]"#)),
        ("leaves", masked(TEXT, br#"["l",7]"#)),
        ("binary frames", masked(BINARY, b"x")),
        ("a frame that is no message", masked(TEXT, b"x")),
        ("messages of no type", masked(TEXT, br#"["?"]"#)),
        ("empty parts of a message", masked(0, b"")),
    ];
    for (kind, frame) in kinds {
        let mut raw = server.raw(&page).await;
        if frame[0] == 0 {
            raw.frame(TEXT & 0x0f, b"").await.unwrap();
        }
        raw.write(&frame.repeat(10)).await.unwrap();
        server.wait_for(|stats| stats.connections == 2).await;
        raw.write(&frame.repeat(100)).await.ok();
        assert!(raw.ends().await, "{kind} were not limited");
        server.wait_for(|stats| stats.connections == 1).await;
        still_counts(&mut neighbor).await;
    }
}

/// Would gain: memory and processor, by joining without a pause.
#[tokio::test]
async fn joins_have_a_rate() {
    let server = limited(|limits| limits.joins = Rate::per_minute(1).burst(10)).await;
    let page = server.get("/counter").await;
    let mut client = server.connect(Dialect::One, &page).await;
    let mut refused = 0;
    for id in 0..50 {
        let answer = client.join(id, &page.mounted(0)).await;
        refused += u32::from(client.code(&answer) == "too_many");
    }
    assert!((39..=40).contains(&refused), "{refused}");
    still_counts(&mut client).await;
}

/// Would gain: memory, by ten thousand components on one socket.
#[tokio::test]
async fn a_socket_has_a_number_of_components() {
    let server = limited(|limits| limits.components = 20).await;
    let page = server.get("/counter").await;
    let mounted = [page.mounted(0), get_as(&server, "/counter", &page).await.mounted(0)];
    let mut client = server.connect(Dialect::One, &page).await;
    let join = |id: u64| client.join_frame(id, &mounted[id as usize % 2].module, &mounted[id as usize % 2].token);
    let frames: Vec<String> = (0..10_000).map(join).collect();
    let mut refused = 0;
    for chunk in frames.chunks(100) {
        client.send_all(chunk.iter().cloned()).await;
        for _ in chunk {
            let mut answer = client.answer().await;
            while client.is_patch(&answer) {
                // It draws the trees before it.
                answer = client.answer().await;
            }
            refused += u32::from(client.code(&answer) == "too_many");
        }
    }
    assert_eq!((refused, server.loom.stats().components), (9_980, 20));
    drop(client);
    server.wait_for(|stats| stats.components == 0 && stats.connections == 0).await;
}

/// Would gain: memory, by joining one component again and again.
#[tokio::test]
async fn a_component_is_joined_a_few_times_at_most() {
    for dialect in BOTH {
        let server = Server::start().await;
        let page = server.get("/counter").await;
        let mut client = server.connect(dialect, &page).await;
        let mounted = page.mounted(0);
        client
            .send_all((0..100).map(|id| client.join_frame(id, &mounted.module, &mounted.token)).collect::<Vec<_>>())
            .await;
        client.send_text(client.join_frame(100, "nothing", "")).await;
        loop {
            let answer = client.answer().await;
            if client.code(&answer) == "unknown_module" {
                break;
            }
        }
        server.wait_for(|stats| stats.components <= 16).await;
    }
}

/// Would gain: memory, by names that are longer than what they name.
#[tokio::test]
async fn an_id_is_short() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    let mounted = page.mounted(0);
    let mut client = server.connect(Dialect::One, &page).await;
    for (length, refused) in [(64, false), (65, true), (200_000, true)] {
        let id = "c".repeat(length);
        for frame in [
            json!({"type": "join", "id": id, "module": mounted.module, "token": mounted.token}),
            json!({"type": "event", "id": id, "handler": "increment", "event": "click"}),
            json!({"type": "leave", "id": format!("{id}x")}),
        ] {
            client.send_text(frame.to_string()).await;
            if frame["type"] == "leave" && !refused {
                let answer = client.answer().await;
                assert_eq!(client.code(&answer), "bad_message", "{length}");
                continue;
            }
            let answer = client.answer().await;
            if answer["type"] == "trees" {
                client.answer().await;
            }
            assert_eq!(client.code(&answer) == "bad_message", refused, "{length}: {answer}");
            assert!(answer.to_string().len() < 1_000, "the error is short");
        }
    }
}

/// Would gain: every socket that the server can have, from one browser.
#[tokio::test]
async fn a_visitor_has_a_number_of_sockets() {
    let server = limited(|limits| limits.sockets_per_visitor = 3).await;
    let (page, other) = (server.get("/counter").await, server.get("/counter").await);
    let own = format!("http://{}", server.address);
    let mut open = Vec::new();
    for _ in 0..3 {
        open.push(server.connect(Dialect::Two, &page).await);
    }
    let refused = Client::try_open(server.address, Dialect::Two, page.cookie.as_deref(), Some(&own)).await;
    assert_eq!(refused.err().map(|(status, _)| status), Some(429));
    let mut neighbor = server.connect(Dialect::Two, &other).await;
    neighbor.join(0, &other.mounted(0)).await;
    still_counts(&mut neighbor).await;
    open.pop();
    server.wait_for(|stats| stats.connections == 3).await;
    assert!(Client::try_open(server.address, Dialect::Two, page.cookie.as_deref(), Some(&own)).await.is_ok());
}

/// Would gain: the same, with a new session for each socket.
#[tokio::test]
async fn an_address_has_a_number_of_sockets() {
    let server = limited(|limits| limits.sockets_per_address = 3).await;
    let from = |ip: &'static str| Client::try_open_with(server.address, Dialect::Two, None, vec![("x-real-ip", ip)]);
    let mut open = Vec::new();
    for _ in 0..3 {
        open.push(from("203.0.113.7").await.expect("there is room"));
    }
    for same in ["203.0.113.7", "::ffff:203.0.113.7"] {
        assert_eq!(from(same).await.err().map(|(status, _)| status), Some(429), "{same}");
    }
    assert!(from("203.0.113.8").await.is_ok());
    drop(open);
    server.wait_for(|stats| stats.connections == 0).await;
    assert!(from("203.0.113.7").await.is_ok());
}

/// Would gain: a token, by trying many; and the processor, which checks them.
#[tokio::test]
async fn a_socket_that_tries_tokens_is_closed() {
    for dialect in BOTH {
        let server = limited(|limits| limits.failed_tokens = Rate::per_minute(5)).await;
        let (mut client, _, mounted) = server.join(dialect, "/counter").await;
        for number in 0..6 {
            let forged = Mounted { token: format!("{}{number}", mounted.token), ..mounted.clone() };
            assert_eq!(refusal(&mut client, &forged).await, "bad_token");
        }
        assert_eq!(client.close_status().await, Some(1008));
        server.wait_for(|stats| stats.connections == 0).await;
    }
}

/// Would gain: to know what the program is made of, by trying names of components.
#[tokio::test]
async fn a_socket_that_tries_names_of_components_is_closed() {
    for dialect in BOTH {
        let server = limited(|limits| limits.failed_tokens = Rate::per_minute(5)).await;
        let (mut client, _, mounted) = server.join(dialect, "/counter").await;
        for number in 0..6 {
            let tried = Mounted { module: format!("admin{number}"), ..mounted.clone() };
            assert_eq!(refusal(&mut client, &tried).await, "unknown_module");
        }
        assert_eq!(client.close_status().await, Some(1008));
    }
}

/// Would gain: the same, on a new socket each time.
#[tokio::test]
async fn an_address_that_tries_tokens_is_refused() {
    let server = limited(|limits| limits.failed_tokens_per_address = Rate::per_minute(5)).await;
    let page = server.get("/counter").await;
    let forged = Mounted { token: "a.b.c".to_owned(), ..page.mounted(0) };
    let from = |ip: &'static str| {
        Client::try_open_with(server.address, Dialect::Two, page.cookie.as_deref(), vec![("x-real-ip", ip)])
    };
    for _ in 0..5 {
        let mut client = from("203.0.113.7").await.expect("not refused yet");
        assert_eq!(refusal(&mut client, &forged).await, "bad_token");
    }
    assert_eq!(from("203.0.113.7").await.err().map(|(status, _)| status), Some(429));
    let mut neighbor = from("203.0.113.8").await.expect("another address");
    neighbor.join(0, &page.mounted(0)).await;
    still_counts(&mut neighbor).await;
}

/// Would gain: a component that is stuck, or memory, by a handler that never ends.
#[tokio::test]
async fn an_event_for_a_busy_component_waits_in_a_short_line() {
    let server = limited(|limits| limits.waiting_events = 3).await;
    let (mut client, ..) = server.join(Dialect::Two, "/slow").await;
    client.fire(0, "wait", "click", json!({})).await;
    for _ in 0..5 {
        client.fire(0, "quick", "click", json!({})).await;
    }
    for _ in 0..2 {
        let answer: Value = client.answer().await;
        assert_eq!(client.code(&answer), "too_many");
    }
    server.shared().gate.add_permits(1);
    for _ in 0..4 {
        let answer = client.answer().await;
        assert!(client.is_patch(&answer), "{answer}");
    }
}
