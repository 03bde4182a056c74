//! After the connection: frames that are no messages.

use loom_tests::{BOTH, Dialect, Server, json};

use crate::{resident, still_counts};

/// Text that is not JSON, and JSON that is no message.
const NO_MESSAGES: [&str; 56] = [
    "",
    " ",
    "\n",
    "null",
    "true",
    "0",
    "-1",
    "1e999",
    "\"\"",
    "\"join\"",
    "[]",
    "{}",
    "[[]]",
    "[null]",
    "[0]",
    "[{}]",
    "[\"\"]",
    "[\"e\"]",
    "[\"e\",0]",
    "[\"e\",0,1]",
    "[\"e\",0,1,\"increment\"]",
    "[\"e\",-1,1,\"increment\",\"click\"]",
    "[\"e\",0,-1,\"increment\",\"click\"]",
    "[\"e\",0,1.5,\"increment\",\"click\"]",
    "[\"e\",0,18446744073709551616,\"a\",\"b\"]",
    "[\"e\",0,1,null,\"click\"]",
    "[\"e\",0,1,[],\"click\"]",
    "[\"e\",0,1,\"increment\",0]",
    "[\"e\",0,1,\"increment\",\"click\",0]",
    "[\"e\",0,1,\"increment\",\"click\",{\"value\":1}]",
    "[\"e\",0,1,\"increment\",\"click\",{\"checked\":\"x\"}]",
    "[\"e\",0,1,\"increment\",\"click\",{\"values\":\"x\"}]",
    "[\"e\",0,1,\"increment\",\"click\",{\"values\":[1]}]",
    "[\"j\"]",
    "[\"j\",0]",
    "[\"j\",0,\"M\"]",
    "[\"j\",\"0\",\"M\",\"T\",0]",
    "[\"j\",0,\"M\",\"T\",[]]",
    "[\"l\"]",
    "[\"l\",\"0\"]",
    "[\"h\"",
    "[\"e\",0,1,\"increment\",\"click\"",
    "[\"h\"]]",
    "[\"h\"]x",
    "[\"t\"]",
    "[\"k\",0,\"x\"]",
    "[\"r\",\"/\"]",
    "{\"type\":null}",
    "{\"type\":\"\"}",
    "{\"type\":\"event\"}",
    "{\"type\":\"event\",\"id\":[]}",
    "{\"type\":\"event\",\"id\":\"c0\",\"handler\":1,\"event\":\"click\"}",
    "{\"type\":\"trees\",\"id\":\"c0\"}",
    "{\"type\":\"join\",\"id\":\"c0\",\"module\":1,\"token\":\"x\"}",
    "\u{feff}[\"x\"]",
    "\u{0}",
];

/// Would gain: a connection, or the server, that breaks on what it does not expect.
#[tokio::test]
async fn a_frame_that_is_no_message_is_answered() {
    let long = format!("[\"{}\"]", "x".repeat(50_000));
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/counter").await;
        let (mut neighbor, ..) = server.join(dialect, "/counter").await;
        for frame in NO_MESSAGES.into_iter().chain([long.as_str()]) {
            client.send_text(frame).await;
            let answer = client.answer().await;
            assert_eq!(client.code(&answer), "bad_message", "{}", frame.chars().take(80).collect::<String>());
        }
        for bytes in [vec![], vec![0], vec![0xff; 1_000], br#"["h"]"#.to_vec()] {
            client.send_binary(bytes).await;
            let answer = client.answer().await;
            assert_eq!(client.code(&answer), "bad_message");
        }
        still_counts(&mut client).await;
        still_counts(&mut neighbor).await;
    }
}

/// Would gain: a second component in the place of the first, or one that cannot be ended.
#[tokio::test]
async fn an_id_stands_for_one_component() {
    for dialect in BOTH {
        let server = Server::start().await;
        let page = server.get("/counter").await;
        let mut client = server.connect(dialect, &page).await;
        let early = client.click(0, "increment").await;
        assert_eq!(client.code(&early), "unknown_id");
        client.join(0, &page.mounted(0)).await;
        let other = server.get("/counter").await;
        let taken = client.join(0, &other.mounted(0)).await;
        assert_eq!(client.code(&taken), "duplicate_id");
        still_counts(&mut client).await;
        client.leave(0).await;
        let late = client.click(0, "increment").await;
        assert_eq!(client.code(&late), "unknown_id");
        for id in [0, 1, 1_000_000] {
            // Not answered, so that the next answer is that of the click.
            client.leave(id).await;
            let answer = client.click(id, "increment").await;
            assert_eq!(client.code(&answer), "unknown_id");
        }
        assert_eq!(server.loom.stats().components, 0);
    }
}

/// Numbers that are the same in each run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

/// Would gain: a state that nobody thought of, by frames that are nearly right; or memory that is never given back.
#[tokio::test]
async fn frames_that_are_nearly_right_leave_nothing_behind() {
    let server = Server::start().await;
    let mut random = Random(0x5eed);
    let mut after = Vec::new();
    for round in 0..6 {
        for dialect in BOTH {
            let (mut client, _, mounted) = server.join(dialect, "/counter").await;
            let right = [
                client.event_frame(0, "increment", "click", json!({"value": "x", "detail": {"x": 1}})),
                client.event_frame(0, "set(0)", "click", json!({})),
                client.join_frame(1, &mounted.module, &mounted.token),
                client.event_frame(1, "increment", "click", json!({"checked": true, "values": ["a", "b"]})),
            ];
            for _ in 0..300 {
                let mut frame = right[random.below(right.len())].clone().into_bytes();
                for _ in 0..=random.below(4) {
                    let at = random.below(frame.len().max(1));
                    if frame.is_empty() {
                        break;
                    }
                    match random.below(4) {
                        0 => frame[at] = b"[]{},:\"\\0e-ntf\x01 "[random.below(16)],
                        1 => drop(frame.remove(at)),
                        2 => frame.insert(at, b"[]{},:\"\\0e-ntf\x01 "[random.below(16)]),
                        _ => frame.truncate(at.max(1)),
                    }
                }
                client.send_text(String::from_utf8_lossy(&frame).into_owned()).await;
            }
            // Whatever came of them, the connection answers.
            let last = client.event_frame(4_242, "increment", "click", json!({}));
            client.send_text(last).await;
            loop {
                let answer = client.answer().await.to_string();
                if answer.contains("4242") {
                    break;
                }
            }
            drop(client);
        }
        server.wait_for(|stats| stats.connections == 0 && stats.components == 0).await;
        if round > 1 {
            after.push(resident());
        }
    }
    let (first, last) = (after[0], after[after.len() - 1]);
    assert!(last < first + 8 * 1024, "memory grew: {after:?} KiB");
    let (mut client, ..) = server.join(Dialect::Two, "/counter").await;
    still_counts(&mut client).await;
}
