//! After what the browser knows by itself: fields that it may only show, and code that it interprets.

use loom_tests::{BOTH, Dialect, Server, json};

/// Would gain: a value of the server's state that no handler has made.
#[tokio::test]
async fn a_field_that_the_browser_shows_is_not_set_by_a_client() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/browser").await;
        for handler in ["stars=", "open=", "stars", "open", "", "local", "star(5)", "=stars"] {
            let payload = json!({"value": "99", "checked": true, "stars": 99, "fields": {"stars": ["mc", 99]}});
            client.fire(0, handler, "click", payload).await;
            let answer = client.answer().await;
            assert_eq!(client.code(&answer), "unknown_handler", "{handler}");
        }
        // Other members of a payload are not looked at.
        let payload = json!({"stars": 99, "local": {"stars": 99}, "detail": {"stars": 99}});
        client.fire(0, "star", "click", payload).await;
        let answer = client.answer().await.to_string();
        assert!(!answer.contains("99") && answer.contains('1'), "{answer}");
    }
}

/// Would gain: script in the page, by a text that stands in the arguments or fields of an expression.
#[tokio::test]
async fn arguments_and_fields_stay_in_their_attributes() {
    let server = Server::start().await;
    let page = server.get("/browser").await;
    let fields = r#"data-l-fields="{&quot;stars&quot;:[&quot;mc&quot;,0],&quot;open&quot;:[&quot;lz&quot;,false]}""#;
    assert!(page.body.contains(fields), "{}", page.body);
    assert!(page.body.contains(r#"data-l-args="[[5]]""#), "{}", page.body);
}

/// Would gain: a value in the state that no browser has, or a handler that runs with a part of what it asks for.
#[tokio::test]
async fn fields_of_the_browser_are_taken_by_their_types() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/carried").await;
    let wrong = [
        json!(null),
        json!({}),
        json!({"locals": null}),
        json!({"locals": []}),
        json!({"locals": {"note": "a"}}),
        json!({"locals": {"count": {"n": "1"}}}),
        json!({"locals": {"note": "a", "count": 1}}),
        json!({"locals": {"note": "a", "count": "1"}}),
        json!({"locals": {"note": "a", "count": {"n": "256"}}}),
        json!({"locals": {"note": "a", "count": {"n": "-1"}}}),
        json!({"locals": {"note": "a", "count": {"f": "1"}}}),
        json!({"locals": {"note": "a", "count": {"n": "1", "note": "b"}, "got": {"x": 1}}}),
        json!({"locals": {"note": ["a"], "count": {"n": "1"}}}),
        json!({"locals": {"note": true, "count": {"n": "1"}}}),
        json!({"value": "a", "form": "note=a&count=1", "detail": {"note": "a", "count": {"n": "1"}}}),
    ];
    for payload in wrong {
        client.fire(0, "keep", "click", payload.clone()).await;
        let answer = client.answer().await;
        assert_eq!(client.code(&answer), "bad_payload", "{payload}");
    }
    // A value is no argument, and a handler that takes none of it is none the wiser.
    client.fire(0, "keep(\"a\",1)", "click", json!(null)).await;
    let answer = client.answer().await;
    assert_eq!(client.code(&answer), "unknown_handler");
    client.fire(0, "forget", "click", json!({"locals": {"note": "a", "got": "b"}})).await;
    let answer = client.answer().await.to_string();
    assert!(!answer.contains('a') && !answer.contains('b'), "{answer}");
    client.fire(0, "keep", "click", json!({"locals": {"note": "a<b", "count": {"n": "255"}, "got": "x"}})).await;
    let answer = client.answer().await.to_string();
    assert!(answer.contains("255 times a<b"), "{answer}");
}

/// Would gain: memory of the server, by what a handler copies into its state.
#[tokio::test]
async fn fields_of_the_browser_have_a_size() {
    let server = super::limited(|limits| limits.local_bytes = 1_000).await;
    let (mut client, ..) = server.join(Dialect::Two, "/carried").await;
    for (length, code) in [(2_000, "bad_payload"), (900, "")] {
        let payload = json!({"locals": {"note": "x".repeat(length), "count": {"n": "1"}}});
        client.fire(0, "keep", "click", payload).await;
        let answer = client.answer().await;
        assert_eq!(client.code(&answer), code, "{length}");
    }
}
