//! After the server's memory: sockets and pages that cost something and do nothing.

use std::{
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

use loom::Loom;
use loom_tests::{BOTH, Client, Dialect, PING, SECRET, Server, TEXT, json, masked};

use crate::{ENDLESS, limited, resident, still_counts};

/// Would gain: memory, by arrays that stand in each other ten thousand deep.
#[tokio::test]
async fn ten_thousand_deep_arrays_leave_memory_flat() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/counter").await;
        let mut after = Vec::new();
        for _ in 0..6 {
            for _ in 0..200 {
                client.send_text(deep.clone()).await;
                let answer = client.answer().await;
                assert_eq!(client.code(&answer), "bad_message");
            }
            after.push(resident());
        }
        assert!(after[5] < after[1] + 8 * 1024, "memory grew: {after:?} KiB");
        still_counts(&mut client).await;
    }
}

/// Would gain: a socket that costs the server something for ever, by saying nothing.
#[tokio::test]
async fn a_client_that_says_nothing_is_let_go() {
    let server = limited(|limits| limits.silence = Duration::from_secs(1)).await;
    let page = server.get("/counter").await;
    // It answers no ping, since nobody reads.
    let _silent = server.raw(&page).await;
    let mut awake = server.connect(Dialect::Two, &page).await;
    awake.join(0, &page.mounted(0)).await;
    for _ in 0..200 {
        if server.loom.stats().connections == 1 {
            break;
        }
        still_counts(&mut awake).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(server.loom.stats().connections, 1);
    still_counts(&mut awake).await;
}

/// Would gain: memory, by opening and closing without end.
#[tokio::test]
async fn ten_thousand_sockets_that_open_and_close_leave_nothing() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    let tasks: Vec<_> = (0..20)
        .map(|number| {
            let (address, cookie) = (server.address, page.cookie.clone());
            tokio::spawn(async move {
                for round in 0..500 {
                    let client = Client::open(address, BOTH[(number + round) % 2], cookie.as_deref()).await;
                    drop(client);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    server.wait_for(|stats| stats.connections == 0 && stats.components == 0).await;
}

/// Would gain: memory, by never reading what is sent.
#[tokio::test]
async fn a_client_that_never_reads_is_not_read_from_and_gets_the_newest_state() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/heavy").await;
    let (mut neighbor, ..) = server.join(Dialect::Two, "/counter").await;
    let renders = || server.shared().renders.load(Ordering::SeqCst);
    let before = renders();
    // Some 100 KB of page each, 100 MB together.
    for number in 0..1_000 {
        server.shared().news.publish(format!("<{number:03}>"));
        if number % 10 == 0 {
            still_counts(&mut neighbor).await;
        }
    }
    let rendered = renders() - before;
    assert!(rendered < 500, "{rendered} renders for a client that does not read");
    loop {
        let answer = client.answer().await;
        if answer.to_string().contains("<999>") {
            break;
        }
    }
}

/// Would gain: memory, by asking without end and never reading the answers.
#[tokio::test]
async fn a_client_that_asks_and_never_reads_is_not_listened_to() {
    /// More than the buffers of both sockets hold.
    const MOST: usize = 30_000_000;
    // Nothing else holds it up: no rate, and no end of the memory that is kept for it.
    let server = limited(|limits| {
        (limits.frames, limits.events) = (ENDLESS, ENDLESS);
        (limits.kept_bytes_per_socket, limits.kept_bytes_per_address, limits.kept_bytes) = (1 << 40, 1 << 40, 1 << 40);
    })
    .await;
    let (mut neighbor, page, _) = server.join(Dialect::Two, "/counter").await;
    let mut raw = server.raw(&page).await;
    let frame = masked(TEXT, br#"["e",7,1,"nothing","click"]"#);
    let frames = frame.repeat(2_000);
    // It is not listened to any more once nothing can be written while the server answers a neighbor 3,000 times: it reads 2 KB or more
    // between two answers, and the kernel takes more as soon as a third of its 4 MB is free.
    let (mut sent, mut answers) = (0, 0);
    while answers < 3_000 {
        let written = raw.try_write(&frames[sent % frame.len()..]).expect("the connection lives");
        sent += written;
        assert!(sent < MOST, "{sent} bytes were taken from a client that reads nothing");
        answers = if written > 0 { 0 } else { answers + 1 };
        still_counts(&mut neighbor).await;
    }
    assert_eq!(server.loom.stats().connections, 2, "it was only not listened to");
    // Once it reads, it is listened to again: all that it asked is answered.
    let asked = sent / frame.len();
    let mut heard = 0;
    while heard < asked {
        let bytes = raw.read(1 << 20).await;
        assert!(!bytes.is_empty(), "{heard} of {asked} were answered");
        heard += bytes.iter().filter(|byte| **byte == TEXT).count();
    }
    assert_eq!(heard, asked);
}

/// Would gain: memory, by what the server answers without being asked by anybody but the protocol.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pings_without_a_reader_leave_memory_flat() {
    let server = limited(|limits| limits.frames = ENDLESS).await;
    let (mut neighbor, page, _) = server.join(Dialect::Two, "/counter").await;
    let mut flood = async |frames: Vec<u8>, most: usize| {
        let mut raw = server.raw(&page).await;
        let (before, mut sent) = (resident(), 0_usize);
        while sent < most
            && let Ok(Ok(())) = tokio::time::timeout(Duration::from_secs(1), raw.write(&frames)).await
        {
            sent += frames.len();
            let grown = resident().saturating_sub(before);
            assert!(grown < 32 * 1024, "{sent} bytes of pings took {grown} KiB");
            still_counts(&mut neighbor).await;
        }
        drop(raw);
        server.wait_for(|stats| stats.connections == 1).await;
        sent
    };
    let sent = flood(masked(PING, &[b'x'; 125]).repeat(1_000), 200_000_000).await;
    assert!(sent < 200_000_000, "{sent} bytes were taken from a client that reads nothing");
    // A ping keeps the whole of what was read with it, so those between large messages are the dearest.
    flood([masked(PING, b"x"), masked(TEXT, &[b' '; 200_000])].concat(), 60_000_000).await;
}

/// Would lose: those behind a slow line, who take all that they are sent, and are not heard before they have.
#[tokio::test]
async fn a_slow_reader_is_not_taken_for_a_silent_one() {
    let server = limited(|limits| limits.silence = Duration::from_millis(2_500)).await;
    let page = server.get("/heavy").await;
    let mut raw = server.raw(&page).await;
    let join = format!(r#"["j",0,"heavy","{}",0]"#, page.mounted(0).token);
    raw.frame(TEXT, join.as_bytes()).await.unwrap();
    server.wait_for(|stats| stats.components == 1).await;
    // 40 MB. The reader below takes 24 MB at most and the sockets' buffers hold 10 MB, so the server always has something to send:
    // a reader that has everything and answers nothing is a silent one.
    server.shared().news.publish("x".repeat(2_000));
    let (begun, mut bytes) = (Instant::now(), 0);
    while begun.elapsed() < Duration::from_secs(6) {
        bytes += raw.read(200_000).await.len();
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(server.loom.stats().connections, 1, "it was let go after {bytes} bytes");
}

/// Would gain: what others left on the server, by asking for pages that it never opens.
#[tokio::test]
async fn pages_that_nobody_joins_push_nobody_out() {
    let server = Server::with(Loom::builder().secret(SECRET).park_at_most(20, 1 << 20)).await;
    let page = server.get("/hostile/guest").await;
    let mut client = Client::open_of_page(server.address, page.cookie.as_deref(), 7).await;
    client.join(0, &page.mounted(0)).await;
    still_counts(&mut client).await;
    drop(client);
    server.wait_for(|stats| stats.connections == 0 && stats.parked == 1).await;
    for _ in 0..200 {
        server.get("/hostile/guest").await;
    }
    assert_eq!(server.loom.stats().parked, 11, "half of what may wait, and the one that was there");
    let mut client = Client::open_of_page(server.address, page.cookie.as_deref(), 7).await;
    let answer = client.join(0, &page.mounted(0)).await;
    assert_eq!(client.code(&answer), "", "{answer}");
    assert!(answer.to_string().contains("[1"), "it goes on where it was: {answer}");
}

/// Would gain: memory, by pages that are joined and left to wait, and with it the place of those who come back.
#[tokio::test]
async fn parked_states_of_one_visitor_are_bounded() {
    let server = limited(|limits| limits.parked_bytes_per_client = 2_048).await;
    let other = server.get("/counter").await;
    let mut neighbor = Client::open_of_page(server.address, other.cookie.as_deref(), 1).await;
    neighbor.join(0, &other.mounted(0)).await;
    still_counts(&mut neighbor).await;
    drop(neighbor);
    server.wait_for(|stats| stats.parked == 1).await;

    let page = server.get("/counter").await;
    for number in 0..50 {
        let mut client = Client::open_of_page(server.address, page.cookie.as_deref(), number).await;
        client.join(0, &page.mounted(0)).await;
        still_counts(&mut client).await;
        drop(client);
        server.wait_for(|stats| stats.connections == 0).await;
    }
    let stats = server.loom.stats();
    assert!((2..40).contains(&stats.parked) && stats.parked_bytes < 4_096, "{stats:?}");
    // The other's is still there: it knows that its event 1 was handled, as the token of its page does not.
    let mut neighbor = Client::open_of_page(server.address, other.cookie.as_deref(), 1).await;
    neighbor.join(0, &other.mounted(0)).await;
    assert_eq!(neighbor.click(0, "increment").await, json!(["p", 0, 1]));
}
