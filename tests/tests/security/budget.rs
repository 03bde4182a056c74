//! After the server's memory: what is kept for clients, by each kind of message, counted in bytes.

use std::time::Duration;

use loom_tests::{BINARY, BOTH, Client, Dialect, Fetched, Mounted, PING, PONG, Raw, Server, TEXT, json, masked};
use loom_wire::{Event, HEARTBEAT, Leave};

use crate::{ENDLESS, get_as, limited, resident, still_counts};

const MIB: usize = 1024 * 1024;

/// Pages of one visitor, each with a component of its own.
async fn pages(server: &Server, path: &str, count: usize) -> (Fetched, Vec<Mounted>) {
    let first = server.get(path).await;
    let mut mounted = vec![first.mounted(0)];
    while mounted.len() < count {
        mounted.push(get_as(server, path, &first).await.mounted(0));
    }
    (first, mounted)
}

/// Would gain: memory, by large events for components that are busy.
#[tokio::test]
async fn a_socket_has_its_share_of_memory() {
    for dialect in BOTH {
        let server = limited(|limits| limits.kept_bytes_per_socket = MIB).await;
        let (page, mounted) = pages(&server, "/slow", 4).await;
        let mut client = server.connect(dialect, &page).await;
        for (id, mounted) in (0..).zip(&mounted) {
            client.join(id, mounted).await;
            client.fire(id, "wait", "click", json!({})).await;
        }
        let before = resident();
        let mut refused = 0;
        for number in 0..200 {
            client.fire(number % 4, "quick", "click", json!({"value": "x".repeat(100_000)})).await;
            let kept = server.loom.stats().kept_bytes;
            assert!(kept < 2 * MIB, "{kept} bytes are kept");
        }
        // Those that wait are answered once there is room; the others were refused.
        server.shared().gate.add_permits(4);
        for _ in 0..204 {
            let answer = client.answer().await;
            match client.code(&answer).as_str() {
                "" => {}
                "too_many" => refused += 1,
                code => panic!("{code}"),
            }
        }
        assert!((100..=195).contains(&refused), "{refused} were refused");
        assert!(resident() < before + 16 * 1024, "{} KiB more", resident() - before);
        drop(client);
        server.wait_for(|stats| stats.connections == 0 && stats.components == 0).await;
        server.wait_for(|stats| stats.kept_bytes < 64 * 1024).await;
    }
}

/// Would gain: the same, with more sockets.
#[tokio::test]
async fn an_address_has_its_share_of_memory() {
    let server = limited(|limits| limits.kept_bytes_per_address = 300 * 1024).await;
    let (page, mounted) = pages(&server, "/medium", 4).await;
    let from = async |ip: &'static str, mounted: &Mounted| {
        let headers = vec![("x-real-ip", ip)];
        let cookie = page.cookie.as_deref();
        let mut client = Client::try_open_with(server.address, Dialect::One, cookie, headers).await.expect("it opens");
        let answer = client.join(0, mounted).await;
        (client.code(&answer), client)
    };
    let mut open = Vec::new();
    // Each costs its state twice, of 40 KB.
    for mounted in &mounted[..3] {
        let (code, client) = from("203.0.113.7", mounted).await;
        assert_eq!(code, "");
        open.push(client);
    }
    assert_eq!(from("203.0.113.7", &mounted[3]).await.0, "too_many");
    assert_eq!(from("203.0.113.8", &mounted[3]).await.0, "");
    drop(open);
    server.wait_for(|stats| stats.components == 0).await;
    assert_eq!(from("203.0.113.7", &mounted[3]).await.0, "");
}

/// Would gain: the same, from many addresses.
#[tokio::test]
async fn a_process_has_its_share_of_memory() {
    let server = limited(|limits| limits.kept_bytes = MIB).await;
    let (mut neighbor, ..) = server.join(Dialect::Two, "/counter").await;
    let (page, mounted) = pages(&server, "/medium", 1).await;
    let mut open = Vec::new();
    let mut codes = Vec::new();
    for _ in 0..20 {
        let mut client = server.connect(Dialect::One, &page).await;
        let answer = client.join(0, &mounted[0]).await;
        codes.push(client.code(&answer));
        open.push(client);
    }
    let refused = codes.iter().filter(|code| *code == "too_many").count();
    assert!((7..=10).contains(&refused), "{codes:?}");
    assert!(server.loom.stats().kept_bytes <= MIB + 64 * 1024);
    still_counts(&mut neighbor).await;
    drop(open);
    server.wait_for(|stats| stats.connections == 1 && stats.kept_bytes < 64 * 1024).await;
}

/// Would gain: the same, by messages that are begun and never come to their end.
#[tokio::test]
async fn messages_without_an_end_count() {
    let server = limited(|limits| limits.kept_bytes = MIB).await;
    let (mut neighbor, page, _) = server.join(Dialect::Two, "/counter").await;
    let mut open = Vec::new();
    for whole in [true, false].repeat(10) {
        let mut raw = server.raw(&page).await;
        // The head of a frame of 200,000 bytes, or a first part of as many.
        let mut frame = masked(TEXT & if whole { 0xff } else { 0x7f }, &[b'x'; 200_000]);
        frame.truncate(if whole { 190_000 } else { frame.len() });
        raw.write(&frame).await.ok();
        open.push(raw);
    }
    // Those for whom there is no room are told to go.
    server.wait_for(|stats| stats.connections < 8).await;
    assert!(server.loom.stats().kept_bytes <= MIB + 64 * 1024, "{:?}", server.loom.stats());
    still_counts(&mut neighbor).await;
    drop(open);
    server.wait_for(|stats| stats.connections == 1 && stats.kept_bytes < 64 * 1024).await;
}

/// Would gain: memory, by a component that keeps what it is given.
#[tokio::test]
async fn a_state_that_grows_counts() {
    for dialect in BOTH {
        let server = limited(|limits| limits.kept_bytes_per_socket = MIB).await;
        // The payload of an event counts at once.
        let (mut client, ..) = server.join(dialect, "/hostile/hoarder").await;
        let mut kept = 0;
        for _ in 0..40 {
            client.fire(0, "keep", "change", json!({"value": "x".repeat(50_000)})).await;
            let answer = client.answer().await;
            match client.code(&answer).as_str() {
                "" => kept += 1,
                code => assert_eq!(code, "too_many", "{answer}"),
            }
        }
        assert!((5..=20).contains(&kept), "{kept} were kept");
        assert!(server.loom.stats().kept_bytes < 2 * MIB, "{:?}", server.loom.stats());
        // The growth of a component's state counts when the state is saved, about once a second.
        let (mut client, ..) = server.join(dialect, "/hostile/hoarder").await;
        for grown in 0.. {
            assert!(grown < 1_000, "it grows and grows");
            let answer = client.click(0, "grow").await;
            if client.code(&answer) == "too_many" {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let (mut neighbor, ..) = server.join(dialect, "/counter").await;
        still_counts(&mut neighbor).await;
    }
}

/// Would gain: memory, by having the application push faster than a connection is served.
#[tokio::test]
async fn pushes_that_wait_count() {
    const PUSHES: u64 = 100_000;
    let server = limited(|limits| limits.kept_bytes_per_socket = MIB).await;
    let (mut neighbor, ..) = server.join(Dialect::Two, "/counter").await;
    let (mut client, ..) = server.join(Dialect::Two, "/listener").await;
    let before = server.loom.stats().kept_bytes;
    // The connection, which shares this thread, sees none of them before the last.
    for number in 0..PUSHES {
        assert_eq!(
            server.shared().news.publish(format!("news {number}")),
            1,
            "a component that misses one is still there"
        );
    }
    let kept = server.loom.stats().kept_bytes - before;
    assert!((MIB / 2..=MIB).contains(&kept), "{kept} bytes are kept");
    let answer = client.answer().await.to_string();
    let heard: u64 = answer.split(',').next_back().unwrap().trim_end_matches(']').parse().unwrap();
    assert!((1_000..PUSHES / 2).contains(&heard), "{heard} were heard: {answer}");
    server.wait_for(|stats| stats.kept_bytes <= before + 8 * 1024).await;
    // There is room again.
    server.shared().news.publish("the newest".to_owned());
    assert!(client.answer().await.to_string().contains("the newest"));
    still_counts(&mut neighbor).await;
}

/// Would gain: memory or time of others, by whatever there is to send.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_kind_of_message_takes_more_than_its_share() {
    let server = limited(|limits| {
        limits.kept_bytes_per_socket = MIB;
        limits.kept_bytes = 8 * MIB;
        limits.frames = ENDLESS;
    })
    .await;
    let (mut neighbor, ..) = server.join(Dialect::Two, "/counter").await;
    let (page, slow) = pages(&server, "/slow", 12).await;
    let large = get_as(&server, "/medium", &page).await.mounted(0);
    for dialect in BOTH {
        for kind in 0..KINDS {
            let before = resident();
            let mut open: Vec<Raw> = Vec::new();
            for _ in 0..4 {
                let mut raw = server.raw_of(dialect, &page).await;
                for (id, mounted) in (0..).zip(&slow) {
                    raw.frame(TEXT, mounted.join(id, false).to(dialect).as_bytes()).await.ok();
                    raw.frame(TEXT, event(dialect, id, 1, "wait", "").as_bytes()).await.ok();
                }
                open.push(raw);
            }
            let mut number = 2;
            for _ in 0..ROUNDS {
                for raw in &mut open {
                    let frames: Vec<u8> =
                        (0..20).flat_map(|index| message(kind, dialect, number + index, &large)).collect();
                    // Where nothing is read, nothing more can be written.
                    let _ = tokio::time::timeout(Duration::from_millis(20), raw.write(&frames)).await;
                    number += 20;
                }
                still_counts(&mut neighbor).await;
            }
            let (grown, kept) = (resident().saturating_sub(before), server.loom.stats().kept_bytes);
            assert!(kept <= 8 * MIB + MIB, "{dialect:?} {kind}: {kept} bytes are kept");
            assert!(grown < 48 * 1024, "{dialect:?} {kind}: {grown} KiB more");
            drop(open);
            server.shared().gate.add_permits(1_000);
            server.wait_for(|stats| stats.connections == 1).await;
            server.wait_for(|stats| stats.components == 1).await;
            server.shared().gate.forget_permits(1_000_000);
        }
    }
    still_counts(&mut neighbor).await;
}

const KINDS: usize = 13;

/// How often 20 messages of a kind are sent on each socket: those of a large kind have some 20 MB together.
const ROUNDS: usize = 5;

/// Something to send, again and again.
fn message(kind: usize, dialect: Dialect, number: u64, large: &Mounted) -> Vec<u8> {
    let long = "x".repeat(60_000);
    let text = |text: String| masked(TEXT, text.as_bytes());
    match kind {
        0 => text(large.join(1_000 + number, false).to(dialect)),
        1 => text(event(dialect, number % 12, number, "quick", &format!(r#"{{"value":"{long}"}}"#))),
        2 => text(event(dialect, number % 12, number, "quick", &format!(r#"{{"form":"{long}"}}"#))),
        3 => text(event(
            dialect,
            number % 12,
            number,
            "quick",
            &format!(r#"{{"values":["{}"]}}"#, ["x"; 5_000].join("\",\"")),
        )),
        4 => text(event(
            dialect,
            number % 12,
            number,
            "quick",
            &format!(r#"{{"key":"{long}","detail":{{"x":"{long}"}}}}"#),
        )),
        5 => text(event(dialect, number, number, &long, "")),
        6 => text(Leave { id: number }.to(dialect)),
        7 => text(HEARTBEAT.to_owned()),
        8 => masked(PING, &[b'x'; 125]),
        9 => masked(PONG, &[b'x'; 125]),
        10 => masked(BINARY, long.as_bytes()),
        11 => masked(if number == 2 { TEXT & 0x7f } else { 0 }, &[b'x'; 1_000]),
        _ => text(format!(r#"["{long}",{number}]"#)),
    }
}

/// An event with this JSON as what the browser supplied.
fn event(dialect: Dialect, id: u64, number: u64, handler: &str, payload: &str) -> String {
    let payload = if payload.is_empty() { "{}" } else { payload };
    Event::new(id, number, handler, "click").with(payload).to(dialect)
}
