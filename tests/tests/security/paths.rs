//! After parts of bound data that the page does not offer: other fields, other rows, what is not there.

use loom_tests::{BOTH, Client, Server, Value, hostile::ODD, json};

async fn fire(client: &mut Client, path: &str, value: &str) -> Value {
    let event = if path.contains("size") { "change" } else { "input" };
    client.fire(0, &format!("{path}="), event, json!({ "value": value })).await;
    client.answer().await
}

/// The path of a field of a row.
fn of(key: &str, field: &str) -> String {
    format!("pieces[{}].{field}", json!(key))
}

/// Would gain: a discount, a price, a bill that is marked as paid, or rows that belong to another part of the page.
#[tokio::test]
async fn a_part_that_no_control_shows_cannot_be_set() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/hostile/basket").await;
        let answer = client.click(0, "bill").await;
        assert!(client.is_patch(&answer), "{answer}");
        for path in [
            &of("a", "discount"),
            &of("a", "price"),
            &of("a", "code"),
            &of("a", ""),
            "pieces[\"a\"]",
            "pieces",
            "stolen[\"a\"].amount",
            "stolen",
            "bill",
            "bill.paid",
            "bill.",
            "bill?.street",
            "locked",
            "",
        ] {
            let answer = fire(&mut client, path, "1").await;
            assert_eq!(client.code(&answer), "unknown_handler", "{path}");
        }
        let answer = fire(&mut client, "bill.street", "Elm").await;
        assert!(client.change(&answer).is_some(), "{answer}");
    }
}

/// Would gain: the row of another key, by a key that is read as one that is offered, or a row by its position.
#[tokio::test]
async fn a_row_is_named_by_its_key_exactly_as_it_is_offered() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/hostile/basket").await;
        for path in [
            "pieces[0].amount",
            "pieces[a].amount",
            "pieces[\"b\"].amount",
            "pieces[ \"a\"].amount",
            "pieces[\"a\" ].amount",
            "pieces[\"\\u0061\"].amount",
            "pieces[\"a\"] .amount",
            "pieces[\"a\"]..amount",
            "pieces[\"a\"][\"a\"].amount",
            "pieces.\"a\".amount",
            "pieces[\"a\".amount",
            "pieces[null].amount",
            "pieces[[\"a\"]].amount",
            "pieces[].amount",
        ] {
            let answer = fire(&mut client, path, "1").await;
            assert_eq!(client.code(&answer), "unknown_handler", "{path}");
        }
        for key in ["a", ODD] {
            let answer = fire(&mut client, &of(key, "amount"), "7").await;
            assert!(client.change(&answer).is_some(), "{key}: {answer}");
        }
    }
}

/// Would gain: a part that was taken away, by a change that was sent before the page could say so.
#[tokio::test]
async fn what_has_gone_or_is_disabled_cannot_be_set() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/hostile/basket").await;
        let answer = fire(&mut client, "bill.street", "x").await;
        assert_eq!(client.code(&answer), "unknown_handler", "there is no bill");
        let answer = client.click(0, "drop_last").await;
        assert!(client.is_patch(&answer), "{answer}");
        let answer = fire(&mut client, &of(ODD, "amount"), "1").await;
        assert_eq!(client.code(&answer), "unknown_handler", "the row has gone");
        let answer = client.click(0, "lock").await;
        assert!(client.is_patch(&answer), "{answer}");
        for field in ["amount", "size"] {
            let answer = fire(&mut client, &of("a", field), "small").await;
            assert_eq!(client.code(&answer), "unknown_handler", "{field} is disabled");
        }
    }
}

/// Would gain: an option that the row does not show.
#[tokio::test]
async fn a_choice_of_a_row_is_one_that_the_row_shows() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/hostile/basket").await;
        for (value, is_taken) in [("large", false), ("", false), ("small", true)] {
            let answer = fire(&mut client, &of("a", "size"), value).await;
            assert_eq!(client.change(&answer).is_some(), is_taken, "{value}: {answer}");
        }
    }
}

/// Would gain: time or memory, or an end of the process, by paths that are long or deep.
#[tokio::test]
async fn a_huge_path_is_refused_like_any_other() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/hostile/basket").await;
        for path in [
            format!("pieces{}", "[".repeat(20_000)),
            format!("pieces[\"{}\"].amount", "a".repeat(20_000)),
            format!("pieces{}", ".amount".repeat(4_000)),
            format!("pieces[{}0{}].amount", "[".repeat(9_000), "]".repeat(9_000)),
        ] {
            let answer = fire(&mut client, &path, "1").await;
            assert_eq!(client.code(&answer), "unknown_handler");
        }
        let answer = fire(&mut client, &of("a", "amount"), "3").await;
        assert!(client.change(&answer).is_some(), "{answer}");
    }
}
