//! After the traces: an attacker finds nothing in the answer, and leaves a line in the log that the reference leads to.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use loom::{Limits, Loom};
use loom_tests::{BOTH, Client, Dialect, Mounted, SECRET, Server, Value, json};
use sha2::Sha256;
use tracing_subscriber::filter::LevelFilter;

use crate::refusal;

/// The log of this process.
static LOGGED: Mutex<String> = Mutex::new(String::new());

/// Writes to [`LOGGED`].
struct Log;

impl io::Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        LOGGED.lock().unwrap_or_else(PoisonError::into_inner).push_str(&String::from_utf8_lossy(line));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Has this process log what an operator sees.
fn log() {
    let log = tracing_subscriber::fmt().with_max_level(LevelFilter::INFO).with_ansi(false).with_writer(|| Log);
    // Another test of this process may have done it.
    let _ = log.try_init();
}

/// Has all that is logged kept.
fn logging() {
    // Another test of this process may have done it.
    let _ =
        tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_ansi(false).with_writer(|| Log).try_init();
}

/// The lines of the log with this reference.
fn lines_with(reference: &str) -> Vec<String> {
    let logged = LOGGED.lock().unwrap_or_else(PoisonError::into_inner);
    logged.lines().filter(|line| line.contains(reference)).map(str::to_owned).collect()
}

/// Would gain: to break things unseen, with a user who cannot say what happened.
#[tokio::test]
async fn the_reference_of_an_error_leads_to_one_line_that_says_why() {
    log();
    let cases = [
        ("/breaker", None, "fail", "event_failed", "a secret reason"),
        ("/breaker", None, "fail_later", "event_failed", "invalid digit"),
        ("/breaker", None, "boom", "panicked", "on purpose"),
        ("/breaker", None, "boom_later", "panicked", "on purpose"),
        ("/breaker", None, "unrenderable", "render_failed", "error=cannot be shown"),
        ("/breaker", None, "boom_in_render", "render_failed", "in render, on purpose"),
        ("/hostile/sleeper", None, "sleep", "timeout", "too long"),
        ("/hostile/unwritable", Some("arm"), "increment", "panicked", "cannot be saved"),
    ];
    let mut limits = Limits::default();
    limits.handler_time = Duration::from_millis(200);
    for dialect in BOTH {
        let server = Server::with(Loom::builder().secret(SECRET).limits(limits)).await;
        for (path, before, handler, code, why) in cases {
            let (mut client, _, mounted) = server.join(dialect, path).await;
            if let Some(before) = before {
                client.click(0, before).await;
            }
            client.fire(0, handler, "click", json!({})).await;
            let answer = loop {
                let answer = client.answer().await;
                if client.code(&answer) == code {
                    break answer.to_string();
                }
            };
            let reference = answer.split("(reference ").nth(1).and_then(|rest| rest.split(')').next());
            let reference = reference.unwrap_or_else(|| panic!("no reference: {answer}"));
            assert_eq!(reference.len(), 8, "{answer}");
            let lines = lines_with(reference);
            let [line] = &lines[..] else { panic!("{handler}: {} lines with {reference}: {lines:?}", lines.len()) };
            assert!(line.contains(&format!("component=\"{}\"", mounted.module)) && line.contains(why), "{line}");
            // A state that cannot be rendered or saved may have been changed by anything.
            assert!(
                code == "render_failed" || before.is_some() || line.contains(&format!("event=\"{handler}\"")),
                "{line}"
            );
        }
    }
}

/// Would gain: a log so long that nothing is found in it, and a disk that is full; or to stay unknown.
#[tokio::test]
async fn refusals_are_a_few_lines_that_say_who_and_how_often() {
    log();
    let address = |parts: &axum::http::request::Parts| parts.headers.get("x-real-ip")?.to_str().ok()?.parse().ok();
    let named = |parts: &axum::http::request::Parts| Some(parts.headers.get("x-user")?.to_str().ok()?.to_owned());
    let mut limits = Limits::default();
    limits.failed_tokens = loom::Rate::per_minute(10_000);
    let builder = Loom::builder().secret(SECRET).limits(limits).address(address).visitor(named);
    let server = Server::with(builder).await;
    let headers = [("x-real-ip", "203.0.113.99"), ("x-user", "mallory-of-the-log")];
    let page = server.get_with("/counter", &headers).await;
    let mut client = Client::open_with(server.address, Dialect::Two, None, &headers).await;
    let good = page.mounted(0);
    let forged = Mounted { token: format!("{}AA", &good.token[..good.token.len() - 2]), ..good };
    for _ in 0..1_000 {
        let answer = client.join(0, &forged).await;
        assert_eq!(client.code(&answer), "bad_token");
    }
    let foreign = [("origin", "https://mallory.example"), headers[0], headers[1]];
    for _ in 0..100 {
        assert!(server.handshake(&foreign).await.starts_with("HTTP/1.1 403"));
    }
    let lines = lines_with("mallory-of-the-log");
    assert!((2..10).contains(&lines.len()), "{} lines: {lines:#?}", lines.len());
    for what in ["a join was refused", "a WebSocket was refused"] {
        let line = lines.iter().find(|line| line.contains(what)).unwrap();
        assert!(line.contains("address=203.0.113.99") && line.contains("reason="), "{line}");
    }
}

/// Would gain nothing: it is the operator who is told what a visitor may not do.
#[tokio::test]
async fn a_denied_action_is_named_in_the_log() {
    log();
    let named = |parts: &axum::http::request::Parts| Some(parts.headers.get("x-user")?.to_str().ok()?.to_owned());
    let allow = |access: &loom::Access<'_>| access.event() != Some("open");
    let server = Server::with(Loom::builder().secret(SECRET).visitor(named).authorize(allow)).await;
    let headers = [("x-user", "trudy-of-the-log")];
    let page = server.get_with("/hostile/vault", &headers).await;
    let mut client = Client::open_with(server.address, Dialect::Two, None, &headers).await;
    client.join(0, &page.mounted(0)).await;
    let answer = client.click(0, "open").await;
    assert_eq!(client.code(&answer), "forbidden");
    let lines = lines_with("trudy-of-the-log");
    assert!(lines.iter().any(|line| line.contains("event=\"open\"") && line.contains("vault")), "{lines:#?}");
}

/// Would gain nothing: it is the operator who is told of what only they can mend.
#[tokio::test]
async fn a_secret_that_differs_is_a_warning_with_its_cause_once() {
    log();
    let server = Server::start().await;
    let other = Server::with(Loom::builder().secret("another secret of the tests, which differs")).await;
    for _ in 0..3 {
        let page = other.get("/counter").await;
        let mut client = server.connect(Dialect::Two, &page).await;
        let answer = client.join(0, &page.mounted(0)).await;
        assert_eq!(client.code(&answer), "bad_token");
    }
    let warnings = lines_with("need the same `LOOM_SECRET`");
    assert_eq!(warnings.len(), 1, "{warnings:#?}");
    assert!(warnings[0].contains("WARN"), "{warnings:#?}");
}

/// The same token, as a server makes it whose clock is ahead by so many seconds.
fn from_the_future(token: &str, seconds: u64) -> String {
    let [header, payload, _]: [&str; 3] = token.split('.').collect::<Vec<_>>().try_into().expect("three parts");
    let mut header: Value = serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(header).unwrap()).unwrap();
    header["iat"] = json!(header["iat"].as_u64().unwrap() + seconds);
    let signed = format!("{}.{payload}", BASE64_URL_SAFE_NO_PAD.encode(header.to_string()));
    let mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap().chain_update(&signed).finalize();
    format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(mac.as_bytes()))
}

/// Would gain nothing either.
#[tokio::test]
async fn a_clock_that_differs_is_a_warning_with_its_cause_once() {
    log();
    let server = Server::start().await;
    let page = server.get("/counter").await;
    let (mut client, mounted) = (server.connect(Dialect::Two, &page).await, page.mounted(0));
    for (seconds, code) in [(120, "expired_token"), (3_600, "expired_token"), (30, "")] {
        let other = Mounted { token: from_the_future(&mounted.token, seconds), ..mounted.clone() };
        assert_eq!(refusal(&mut client, &other).await, code, "{seconds} seconds ahead");
    }
    let warnings = lines_with("the clocks of the servers differ");
    assert_eq!(warnings.len(), 1, "{warnings:#?}");
    assert!(warnings[0].contains("WARN"), "{warnings:#?}");
}

/// Would gain: lines of the attacker's choice in the log, among which the true ones are not found, or orders to the terminal that shows it.
#[tokio::test]
async fn input_begins_no_line_of_the_log() {
    logging();
    let forged = "\r\nFORGED 2026-01-01 ERROR\n\u{1b}[2J\u{2028}\u{202e}\u{85}";
    let server = Server::with(Loom::builder().secret(SECRET).authorize(|access| access.event() != Some("quiet"))).await;
    for (handler, event) in [("fail", "input"), ("boom", "change"), ("say", "keyup"), ("go", "blur")] {
        let (mut client, ..) = server.join(Dialect::Two, "/hostile/talker").await;
        client.fire(0, handler, event, json!({"value": forged})).await;
        client.answer().await;
    }
    let (mut client, _, mounted) = server.join(Dialect::Two, "/hostile/vault").await;
    for frame in [
        json!(["e", 0, 1, forged, "click"]),
        json!(["e", 0, 2, "open", forged]),
        json!(["e", 0, 3, "label=", "input", {"value": 7}]),
        json!([forged, 0]),
        json!({"type": forged}),
    ] {
        client.send_text(frame.to_string()).await;
        client.answer().await;
    }
    for mounted in
        [Mounted { module: forged.to_owned(), ..mounted.clone() }, Mounted { token: forged.to_owned(), ..mounted }]
    {
        client.join(9, &mounted).await;
    }
    let path: String = forged.bytes().map(|byte| format!("%{byte:02x}")).collect();
    assert_eq!(server.get(&format!("/hostile/shout/{path}")).await.status, 500);
    assert_eq!(server.get(&format!("/hostile/to/{path}")).await.status, 500);

    let logged = LOGGED.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert!(logged.matches("FORGED").count() >= 6, "{logged}");
    for line in logged.lines() {
        assert!(line.starts_with("20") && line.contains("Z "), "not a line of the log's own: {line:?}");
        let odd = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{202e}');
        assert!(!line.contains(odd), "{line:?}");
    }
}

/// Would gain: the same, in a line that is written some day by somebody who did not think of it.
#[test]
fn text_from_outside_is_escaped_wherever_it_is_logged() {
    let mut calls = 0;
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../loom/src")) {
        let source = fs::read_to_string(&file).unwrap();
        for level in ["error", "warn", "info", "debug", "trace", "debug_span", "info_span"] {
            for call in source.split(&format!("tracing::{level}!(")).skip(1) {
                let call = call.split(");").next().unwrap();
                calls += 1;
                // Text that is a field by itself is written in quotes, with escapes. That which is `%displayed` is not, nor what is named `message`.
                for displayed in call.split('%').skip(1) {
                    let is_ours = ["reference", "address", "Escaped("].iter().any(|ours| displayed.starts_with(ours));
                    assert!(is_ours, "{}: {call}", file.display());
                }
                let fields = call.split('"').next().unwrap();
                assert!(!fields.split([',', ' ']).any(|field| field == "message"), "{}: {call}", file.display());
            }
        }
    }
    assert!(calls > 30, "{calls} calls were found");
}

/// Every Rust file below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let found = entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    found.filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}
