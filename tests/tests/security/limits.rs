//! After the server itself: to take from the others what they need.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use loom::{Limits, Loom, Rate};
use loom_tests::{
    BINARY, BOTH, Client, Dialect, Mounted, PING, PONG, SECRET, Server, TEXT, Value, hostile::LOOKS, json, masked,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{ENDLESS, get_as, limited, refusal, still_counts};

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

/// Would gain: the processor, by frames without a pause, from others who would have to wait.
#[test]
fn a_flood_does_not_keep_others_waiting() {
    // One thread for all, which looks at each socket after each turn of a task: so turns can be counted.
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.event_interval(1).enable_all().build().unwrap().block_on(async {
        /// How many frames of one client are read before the others have their turn.
        const AT_ONCE: usize = 64;
        let server = limited(|limits| limits.frames = ENDLESS).await;
        let (mut neighbor, page, _) = server.join(Dialect::Two, "/counter").await;
        let mut raw = server.raw(&page).await;
        // Frames that are not answered: only what reads them can take turns. All that the sockets' buffers hold is there before the server reads the
        // first of it.
        let (frame, last) = (masked(TEXT, br#"["l",7]"#), masked(TEXT, br#"["h"]"#));
        let flood = frame.repeat(20_000);
        let mut sent = 0;
        while let written @ 1.. = raw.try_write(&flood[sent % frame.len()..]).unwrap() {
            sent += written;
        }
        let frames = sent.div_ceil(frame.len());
        let cut = sent.next_multiple_of(frame.len()) - sent;
        let mut rest = [&frame[frame.len() - cut..], &last].concat();
        let mut clicks = 0;
        while raw.try_read().unwrap() == 0 {
            let written = raw.try_write(&rest).unwrap();
            rest.drain(..written);
            still_counts(&mut neighbor).await;
            clicks += 1;
        }
        assert!(frames > 100 * AT_ONCE, "{frames} frames are no flood");
        // A click is answered within a few turns of the flood.
        assert!(clicks > frames / AT_ONCE / 10, "{clicks} clicks were answered beside {frames} frames");
    });
}

/// Would gain: memory, by requests with a head that does not end.
#[tokio::test]
async fn the_head_of_a_request_has_a_size() {
    let server = Server::served(Loom::builder().secret(SECRET)).await;
    for (size, right) in [(40_000, "HTTP/1.1 200"), (300_000, "HTTP/1.1 431")] {
        let filler = "x".repeat(size);
        let head = format!("GET /counter HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-filler: {filler}\r\n\r\n");
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        let mut answer = String::new();
        // Where the server has closed before all was written, there may be no answer.
        if stream.write_all(head.as_bytes()).await.is_ok() {
            let _ = stream.read_to_string(&mut answer).await;
        }
        assert!(answer.starts_with(right) || (answer.is_empty() && size == 300_000), "{size}: {answer}");
    }
}

/// Would gain: the time of others, by messages that each take their time.
#[tokio::test]
async fn a_flood_of_large_joins_does_not_keep_others_waiting() {
    const FLOOD: usize = 32;
    let server = Server::start().await;
    let (mut neighbor, ..) = server.join(Dialect::Two, "/counter").await;
    let page = server.get("/hostile/directory").await;
    let mut flooder = server.connect(Dialect::Two, &page).await;
    let Mounted { module, token } = page.mounted(0);
    // The page's content is right already, so the answers are short.
    let frames = move |id| [format!(r#"["j",{id},"{module}","{token}",1]"#), format!(r#"["l",{id}]"#)];
    let answered = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&answered);
    let flood = tokio::spawn(async move {
        flooder.send_all((0..FLOOD).flat_map(frames)).await;
        for _ in 0..FLOOD {
            flooder.answer().await;
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    let mut longest = 0;
    while !flood.is_finished() {
        let before = answered.load(Ordering::Relaxed);
        still_counts(&mut neighbor).await;
        longest = longest.max(answered.load(Ordering::Relaxed) - before);
    }
    flood.await.unwrap();
    assert!(longest < FLOOD / 4, "a click waited for {longest} joins of the other");
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
            let answer = client.answer().await;
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
            assert_eq!(client.code(&answer) == "bad_message", refused, "{length}: {answer}");
            assert!(answer.to_string().len() < 1_000, "the error is short");
        }
    }
}

/// Would gain: the processor, by choosing more than there is.
#[tokio::test]
async fn many_values_of_many_options_take_no_time_of_both() {
    const OPTIONS: usize = 5_000;
    const VALUES: usize = 9_990;
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/hostile/directory").await;
    for field in ["any=", "shown=", "boxes="] {
        let values: Vec<_> = (0..VALUES).map(|number| format!("n{}", number % OPTIONS)).collect();
        let before = LOOKS.load(Ordering::Relaxed);
        client.fire(0, field, "change", json!({ "values": values })).await;
        let answer = client.answer().await;
        assert!(client.change(&answer).is_some(), "{field} {answer}");
        // The fields that were filled before are looked at as well.
        let looks = LOOKS.load(Ordering::Relaxed) - before;
        assert!(looks >= VALUES, "{field} was not looked at");
        assert!(looks < 10 * (OPTIONS + VALUES), "{field} was looked at {looks} times");
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

/// A server that listens itself, with these limits.
async fn served(change: impl FnOnce(&mut Limits)) -> Server {
    let mut limits = Limits::default();
    change(&mut limits);
    Server::served(Loom::builder().secret(SECRET).limits(limits)).await
}

/// Opens a connection and sends these bytes.
async fn opened(server: &Server, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    stream
}

/// Waits until the server has ended the connection, and gives what it said.
async fn end_of(mut stream: TcpStream) -> String {
    let mut said = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut said)).await;
    // A reset is an end too.
    let _ = read.expect("an end in time");
    String::from_utf8_lossy(&said).into_owned()
}

/// Would gain: every descriptor of the process, without a cookie and with some bytes.
#[tokio::test]
async fn half_a_request_is_not_waited_for() {
    let server = served(|limits| limits.request_time = Duration::from_millis(300)).await;
    let mut open = Vec::new();
    for half in ["", "G", "GET /counter HTTP/1.1\r\nHost: a\r\nX-Slow: "] {
        for _ in 0..100 {
            open.push(opened(&server, half.as_bytes()).await);
        }
    }
    let (mut neighbor, ..) = server.join(Dialect::Two, "/counter").await;
    for stream in open {
        assert_eq!(end_of(stream).await, "");
    }
    // A WebSocket is no request any more.
    still_counts(&mut neighbor).await;
    assert_eq!(server.get("/counter").await.status, 200);
}

/// Would gain: the same, with a request whose body never comes.
#[tokio::test]
async fn a_body_that_stands_still_is_not_waited_for() {
    let mut limits = Limits::default();
    limits.request_time = Duration::from_millis(300);
    let loom = Loom::builder().secret(SECRET).limits(limits).build().unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let length = axum::routing::post(|body: String| async move { body.len().to_string() });
    let app = axum::Router::new().route("/length", length).merge(loom.routes()).with_state(loom);
    tokio::spawn(loom::serve_on(listener, app));
    let head = "POST /length HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 10\r\n\r\n";
    let mut whole = TcpStream::connect(address).await.unwrap();
    let mut half = TcpStream::connect(address).await.unwrap();
    whole.write_all(format!("{head}0123456789").as_bytes()).await.unwrap();
    half.write_all(format!("{head}01234").as_bytes()).await.unwrap();
    assert!(end_of(whole).await.ends_with("\r\n\r\n10"));
    assert!(!end_of(half).await.starts_with("HTTP/1.1 200"));
}

/// Would gain: the same, with pages that are asked for and not read.
#[tokio::test]
async fn an_answer_that_nobody_reads_is_given_up() {
    let server =
        served(|limits| (limits.request_time, limits.connections_per_address) = (Duration::from_millis(300), 1)).await;
    // More than the buffers of both sides hold.
    let asked = "GET /loom/loom.js HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2_000);
    let unread = opened(&server, asked.as_bytes()).await;
    // The address may have one connection, so there is room once the other is gone.
    while !answers(&server).await {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    drop(unread);
}

/// Whether a request of a connection of its own is answered.
async fn answers(server: &Server) -> bool {
    let asked = opened(server, b"GET /counter HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await;
    end_of(asked).await.starts_with("HTTP/1.1 200")
}

/// Would gain: every descriptor of the process, for as long as half a request is waited for, again and again.
#[tokio::test]
async fn an_address_has_a_number_of_connections_before_the_upgrade() {
    let server = served(|limits| limits.connections_per_address = 3).await;
    let (mut first, ..) = server.join(Dialect::Two, "/counter").await;
    let (mut second, ..) = server.join(Dialect::Two, "/counter").await;
    let mut halves = Vec::new();
    for _ in 0..3 {
        halves.push(opened(&server, b"GET / HTTP/1.1\r\n").await);
    }
    let over = TcpStream::connect(server.address).await.unwrap();
    assert_eq!(end_of(over).await, "");
    // Sockets are counted by themselves.
    still_counts(&mut first).await;
    still_counts(&mut second).await;
    halves.pop();
    while !answers(&server).await {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
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
