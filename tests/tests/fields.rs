//! Two-way bound fields, and what components ask for besides.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use loom_tests::{BOTH, Dialect, Server, json};

#[tokio::test]
async fn a_bound_field_takes_what_was_typed() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/fields").await;
        client.fire(0, "name=", "input", json!({"value": "Ada <3"})).await;
        let answer = client.answer().await;
        let change = client.change(&answer).unwrap_or_else(|| panic!("{answer}")).to_string();
        assert!(change.contains(if dialect == Dialect::One { "Ada &lt;3" } else { "Ada <3" }), "{change}");
    }
}

#[tokio::test]
async fn an_unusable_value_is_reported_until_it_can_be_used() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/fields").await;
    for value in ["x", "256", "-1"] {
        client.fire(0, "age=", "input", json!({"value": value})).await;
        let answer = client.answer().await;
        assert_eq!((&answer[0], &answer[1], &answer[2]), (&json!("b"), &json!(0), &json!("age")));
        assert!(answer[3].is_string(), "{answer}");
        assert_eq!(client.answer().await, json!(["p", 0, client.last_event()]));
    }
    client.fire(0, "age=", "input", json!({"value": "36"})).await;
    assert_eq!(client.answer().await, json!(["b", 0, "age", null]));
    let answer = client.answer().await;
    assert!(client.change(&answer).unwrap().to_string().contains("36"), "{answer}");
    client.fire(0, "age=", "input", json!({"value": ""})).await;
    let answer = client.answer().await;
    assert!(client.is_patch(&answer), "{answer}");
}

#[tokio::test]
async fn a_box_is_none_until_it_is_checked_or_unchecked() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, page, _) = server.join(dialect, "/fields").await;
        assert!(page.body.contains("not answered"), "{}", page.body);
        // A box without a value is `on`, whether its client says so or not.
        for (payload, said) in [
            (json!({"value": "on", "checked": true}), "yes"),
            (json!({"value": "on", "checked": false}), "no"),
            (json!({"checked": true}), "yes"),
            (json!({"checked": false}), "no"),
        ] {
            client.fire(0, "agreed=", "change", payload).await;
            let answer = client.answer().await;
            let change = client.change(&answer).unwrap_or_else(|| panic!("{answer}")).to_string();
            assert!(change.contains(&format!("\"{said}\"")), "{change}");
        }
    }
}

#[tokio::test]
async fn in_dialect_1_it_is_an_error() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::One, "/fields").await;
    client.fire(0, "age=", "input", json!({"value": "x"})).await;
    let answer = client.answer().await;
    assert_eq!(client.code(&answer), "bad_payload");
}

#[tokio::test]
async fn a_field_that_is_not_bound_cannot_be_set() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/fields").await;
        for (handler, event) in [("secret=", "input"), ("=", "input"), ("name=", "click"), ("name", "input")] {
            client.fire(0, handler, event, json!({"value": "x"})).await;
            let answer = client.answer().await;
            assert_eq!(client.code(&answer), "unknown_handler", "{handler}");
        }
        client.fire(0, "name=", "input", json!({})).await;
        let answer = client.answer().await;
        assert_eq!(client.code(&answer), "bad_payload");
    }
}

#[tokio::test]
async fn effects_come_with_the_answer() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/effects").await;
    client.fire(0, "flash", "click", json!({})).await;
    assert_eq!(client.answer().await, json!(["d", "Flashed"]));
    assert_eq!(client.answer().await, json!(["f", "warning", "careful"]));
    assert_eq!(client.answer().await[0], "p");
    client.fire(0, "go", "click", json!({})).await;
    assert_eq!(client.answer().await, json!(["r", "/elsewhere"]));
    assert_eq!(client.answer().await, json!(["p", 0, 2]));
}

#[tokio::test]
async fn the_original_client_is_redirected_too() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::One, "/effects").await;
    client.fire(0, "go", "click", json!({})).await;
    assert_eq!(client.answer().await, json!({"type": "redirect", "url": "/elsewhere"}));
    assert_eq!(client.answer().await, json!({"type": "patch", "id": "c0", "d": {}}));
}

#[tokio::test]
async fn a_redirect_runs_no_script() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/effects").await;
    client.fire(0, "evil", "click", json!({})).await;
    let answer = client.answer().await;
    assert!(!answer.to_string().contains("javascript:"), "{answer}");
    assert_eq!(client.answer().await[0], "p");
}

#[tokio::test]
async fn a_failed_handler_asks_for_nothing() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/effects").await;
    let answer = client.click(0, "flash_and_fail").await;
    assert_eq!(client.code(&answer), "event_failed");
    let answer = client.click(0, "flash").await;
    assert_eq!(answer[0], "d", "no redirect is left over: {answer}");
}
