//! After the reader: a claim of `SECURITY.md` that nothing holds.

use std::{fs, path::Path, time::Duration};

use loom::{Limits, Rate};

/// A page of the documentation.
fn document(path: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Would gain: trust, by a claim whose test was renamed or taken away.
#[test]
fn every_claim_names_a_test_that_there_is() {
    let text = document("SECURITY.md");
    let named = tests_named_in(&text) + tests_named_in(&document("docs/protocol.md"));
    assert!(named > 60, "{named} tests are named");
    // And a claim without a test is none.
    for line in
        text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---") && !line.contains("held by"))
    {
        assert!(line.contains("::"), "nothing holds: {line}");
    }
}

/// How many tests a text names. Each must be there.
fn tests_named_in(text: &str) -> usize {
    let mut named = 0;
    // `module::test` in the tables; the module is a file beside this one.
    for name in text.split('`').filter(|code| code.contains("::") && !code.contains([' ', '('])) {
        let Some((module, test)) = name.split_once("::") else { continue };
        if !module.starts_with(|letter: char| letter.is_ascii_lowercase()) || module == "loom" {
            continue;
        }
        let source = document(&format!("tests/tests/security/{module}.rs"));
        assert!(source.contains(&format!("fn {test}()")), "there is no test {name}");
        named += 1;
    }
    named
}

/// Would gain: what a site allows without knowing it.
#[test]
fn the_table_of_limits_has_each_with_its_values() {
    let values = |limits: Limits| {
        [
            ("message_bytes", bytes(limits.message_bytes)),
            ("message_depth", count(limits.message_depth)),
            ("message_members", count(limits.message_members)),
            ("local_bytes", bytes(limits.local_bytes)),
            ("components", count(limits.components)),
            ("sockets_per_visitor", count(limits.sockets_per_visitor)),
            ("sockets_per_address", count(limits.sockets_per_address)),
            ("connections_per_address", count(limits.connections_per_address)),
            ("request_time", seconds(limits.request_time)),
            ("parked_bytes_per_client", bytes(limits.parked_bytes_per_client)),
            ("kept_bytes_per_socket", bytes(limits.kept_bytes_per_socket)),
            ("kept_bytes_per_address", bytes(limits.kept_bytes_per_address)),
            ("kept_bytes", bytes(limits.kept_bytes)),
            ("events", rate(limits.events)),
            ("waiting_events", count(limits.waiting_events)),
            ("frames", rate(limits.frames)),
            ("joins", rate(limits.joins)),
            ("failed_tokens", rate(limits.failed_tokens)),
            ("failed_tokens_per_address", rate(limits.failed_tokens_per_address)),
            ("handler_time", seconds(limits.handler_time)),
            ("silence", seconds(limits.silence)),
            ("waiting_bytes", bytes(limits.waiting_bytes)),
        ]
    };
    let (defaults, strict) = (values(Limits::default()), values(Limits::strict()));
    let protocol = document("docs/protocol.md");
    for ((name, default), (_, strict)) in defaults.iter().zip(&strict) {
        let row = format!("| `{name}` | {default} | {strict} | ");
        assert!(protocol.contains(&row), "docs/protocol.md has no row {row}");
    }
    let fields = format!("{:#?}", Limits::default());
    let fields: Vec<&str> =
        fields.lines().filter_map(|line| line.strip_prefix("    ")?.split_once(':')).map(|(name, _)| name).collect();
    let fields: Vec<&str> = fields.into_iter().filter(|name| !name.starts_with(' ')).collect();
    assert_eq!(fields, defaults.map(|(name, _)| name), "a limit is not in the table");
}

/// `10,000`.
fn count(number: usize) -> String {
    if number < 1_000 { number.to_string() } else { format!("{},{:03}", number / 1_000, number % 1_000) }
}

/// `64 KiB`.
fn bytes(number: usize) -> String {
    let kibibytes = number / 1024;
    if kibibytes < 1024 { format!("{kibibytes} KiB") } else { format!("{} MiB", kibibytes / 1024) }
}

/// `30 s`.
fn seconds(time: Duration) -> String {
    format!("{} s", time.as_secs())
}

/// `50 a second, 200 at once`.
fn rate(rate: Rate) -> String {
    let debug = format!("{rate:?}");
    let burst =
        debug.split("burst: ").nth(1).and_then(|rest| rest.split(',').next()).and_then(|burst| burst.parse().ok());
    let burst: u32 = burst.expect("how many at once");
    let many = |make: fn(u32) -> Rate| (1..=20_000).find(|number| make(*number).burst(burst) == rate);
    let (number, unit) = match (many(Rate::per_second), many(Rate::per_minute)) {
        (Some(number), _) => (number, "second"),
        (None, Some(number)) => (number, "minute"),
        (None, None) => panic!("{rate:?}"),
    };
    let steady = format!("{} a {unit}", count(number as usize));
    if burst == number { steady } else { format!("{steady}, {} at once", count(burst as usize)) }
}
