//! After the traces: whoever breaks something finds nothing in the answer, and leaves a line in the log that its reference leads to.

use std::{
    io,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use loom::{Limits, Loom};
use loom_tests::{BOTH, SECRET, Server, json};
use tracing_subscriber::filter::LevelFilter;

/// What this process has logged.
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

/// The lines of the log with this reference.
fn lines_with(reference: &str) -> Vec<String> {
    let logged = LOGGED.lock().unwrap_or_else(PoisonError::into_inner);
    logged.lines().filter(|line| line.contains(reference)).map(str::to_owned).collect()
}

/// Would gain: to break things unseen, with a user who cannot say what happened.
#[tokio::test]
async fn the_reference_of_an_error_leads_to_one_line_that_says_why() {
    tracing_subscriber::fmt().with_max_level(LevelFilter::ERROR).with_ansi(false).with_writer(|| Log).init();
    let cases = [
        ("/breaker", None, "fail", "event_failed", "a secret reason"),
        ("/breaker", None, "fail_later", "event_failed", "invalid digit"),
        ("/breaker", None, "boom", "panicked", "on purpose"),
        ("/breaker", None, "boom_later", "panicked", "on purpose"),
        ("/breaker", None, "unrenderable", "render_failed", "error=cannot be shown"),
        ("/breaker", None, "boom_in_render", "render_failed", "in render, on purpose"),
        ("/hostile/sleeper", None, "sleep", "timeout", "too long"),
        ("/hostile/unwritable", Some("arm"), "increment", "event_failed", "cannot be saved"),
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
            // What cannot be rendered may have been changed by anything.
            assert!(code == "render_failed" || line.contains(&format!("event=\"{handler}\"")), "{line}");
        }
    }
}
